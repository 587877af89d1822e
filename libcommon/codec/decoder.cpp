// SPDX-License-Identifier: MIT
#include "libcommon/codec/decoder.hpp"

#include "libcommon/json/json_text.hpp"
#include "libcommon/os/error.hpp"

#include <stdexcept>

namespace zws {

namespace {

bool has_vectors(std::string_view chain)
{
    const auto last = chain.substr(chain.rfind(',') + 1); // npos + 1 is 0
    return !last.empty() && last.find_first_of("0123456789") != std::string_view::npos;
}

} // namespace

Decoder::Decoder(const DecoderOptions& options)
    : options_(options), profile_(codec::find_profile(options.chain))
{
    if (profile_ != nullptr)
        options_.chain = profile_->chain;
    if (options.sample_rate && !has_vectors(options_.chain))
        throw std::invalid_argument("--sample-rate is for vectors, which nothing makes here");
    if (profile_ == nullptr || profile_->decode == nullptr)
        steps_ = codec::make_steps(options_.chain, options.sample_rate);
}

/// The steps that know how far the series of this topic has come; nullptr if there are too many.
Decoder::Steps* Decoder::steps_for(std::string_view topic)
{
    if (!options_.sample_rate)
        return &steps_;
    const auto known = series_.find(topic);
    if (known != series_.end())
        return &known->second;
    if (series_.size() == most_series || topic.size() > longest_topic)
        return nullptr;
    return &series_.emplace(topic, codec::make_steps(options_.chain, options_.sample_rate)).first->second;
}

std::string Decoder::apply(const Steps& steps, std::string_view payload, std::string& out)
{
    for (const auto& step : steps) {
        if (step != steps.front()) {
            between_.swap(out);
            payload = between_;
            out.clear();
        }
        if (std::string why = step->apply(payload, out); !why.empty())
            return why;
    }
    return {};
}

std::string Decoder::decode(const Message& message, std::string& out)
{
    out.clear();
    topic_ = message.topic();
    if (steps_.empty())
        return profile_->decode(message, out);
    if (options_.chain == "json" && message.frame_count() == 1) {
        const std::string why = append_json_payload(out, message.payload(), true, topic_);
        return why.empty() ? why : "json: " + why;
    }
    const Steps* const steps = steps_for(message.topic());
    return steps != nullptr ? apply(*steps, message.payload(), out)
                            : "a series too many, or a topic too long";
}

std::string_view Decoder::sequence() const
{
    return profile_ != nullptr ? profile_->sequence : std::string_view();
}

namespace {

Value chain(std::string& target)
{
    const auto set = [&target](std::string_view given) {
        DecoderOptions options;
        options.chain = given;
        static_cast<void>(Decoder(options)); // throws if the text is not a chain
        target = given;
    };
    Value value{set, "CHAIN", "", codec::profile_names()};
    value.is_list = true;
    for (auto& name : codec::step_names())
        value.choices.push_back(std::move(name));
    return value;
}

} // namespace

void add_decode_flags(CommandLine& cli, DecoderOptions& options)
{
    cli.add("decode", chain(options.chain),
            "decode payloads to JSON by steps, separated by commas (zlib, gzip, deflate, gnuradio; msgpack, "
            "cbor, bson, text, json; vectors such as u8, i16le, f32be), or by the profile of a publisher "
            "(bitcoin, eddn, jupyter, gnuradio-f32, vllm-kv)");
    cli.add("sample-rate", number(options.sample_rate, "HZ", {1e-9, 1e12}),
            "treat decoded vectors as parts of a series, with the times of their samples");
    cli.check([&options] {
        if (options.sample_rate && options.chain.empty())
            throw UsageError("--sample-rate: only with --decode");
        try {
            if (!options.chain.empty())
                static_cast<void>(Decoder(options));
        } catch (const std::invalid_argument& e) {
            throw UsageError("--decode '" + options.chain + "': " + e.what());
        }
    });
}

} // namespace zws
