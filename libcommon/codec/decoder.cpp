// SPDX-License-Identifier: MIT
#include "libcommon/codec/decoder.hpp"

#include "libcommon/codec/vector.hpp"
#include "libcommon/json/json_text.hpp"
#include "libcommon/os/error.hpp"

#include <stdexcept>

namespace zws {

namespace {

bool has_vectors(std::string_view chain)
{
    const auto last = chain.substr(chain.rfind(',') + 1); // npos + 1 is 0
    return codec::parse_element(last).has_value();
}

using Steps = std::vector<std::unique_ptr<codec::Step>>;

/// What is not open yet; nothing where the profile looks at the whole message.
Steps closed_steps(const DecoderOptions& options, const codec::Profile* profile)
{
    if (options.sample_rate && !has_vectors(options.chain))
        throw std::invalid_argument("--sample-rate is for vectors, which nothing makes here");
    return profile == nullptr || profile->decode == nullptr
               ? codec::make_steps(options.chain, options.sample_rate)
               : Steps();
}

/// With the chain of the profile instead of its name.
DecoderOptions resolved(DecoderOptions options, const codec::Profile* profile)
{
    if (profile != nullptr)
        options.chain = codec::chain_of(*profile, options.chain);
    return options;
}

} // namespace

Decoder::Decoder(const DecoderOptions& options)
    : profile_(codec::find_profile(options.chain)),
      options_(resolved(options, profile_)),
      steps_(closed_steps(options_, profile_))
{
    for (const auto& step : steps_)
        step->open();
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

std::string Decoder::apply(const Steps& steps, const Message& message, std::string& out)
{
    std::string_view payload = message.payload();
    for (const auto& step : steps) {
        if (step != steps.front()) {
            between_.swap(out);
            payload = between_;
            out.clear();
        }
        if (std::string why = step->apply(message, payload, out); !why.empty())
            return why;
    }
    return {};
}

std::string Decoder::decode(const Message& message, std::string& out)
{
    out.clear();
    topic_ = message.topic();
    if (steps_.empty())
        return profile_->decode(message, out, topic_);
    if (options_.chain == "json" && message.frame_count() == 1) {
        const std::string why = append_json_payload(out, message.payload(), true, topic_);
        return why.empty() ? why : "json: " + why;
    }
    const Steps* const steps = steps_for(message.topic());
    return steps != nullptr ? apply(*steps, message, out) : "a series too many, or a topic too long";
}

void check_decoding(const DecoderOptions& options)
{
    const auto* const profile = codec::find_profile(options.chain);
    static_cast<void>(closed_steps(resolved(options, profile), profile));
}

std::string_view sequence_of(const DecoderOptions& options)
{
    const auto* const profile = codec::find_profile(options.chain);
    return profile != nullptr ? profile->sequence : std::string_view();
}

namespace {

Value chain(std::string& target)
{
    const auto set = [&target](std::string_view given) {
        DecoderOptions options;
        options.chain = given;
        check_decoding(options);
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
    cli.add(
        "decode", chain(options.chain),
        "decode payloads to JSON by steps, separated by commas (zlib, gzip, deflate, zstd, gnuradio, "
        "frame:N; "
        "msgpack, cbor, bson, npy, pickle, protobuf:FILE:TYPE, struct:FORMAT, text, json; vectors such as "
        "u8, "
        "i16le, f32be), or by the profile of a publisher (bitcoin, bluesky, eddn, gazebo:FILE, isaac:FILE, "
        "jupyter, gnuradio-f32, ndarray, vllm-kv)");
    cli.add("sample-rate", number(options.sample_rate, "HZ", {1e-9, 1e12}),
            "treat decoded vectors as parts of a series, with the times of their samples");
    cli.check([&options] {
        if (options.sample_rate && options.chain.empty())
            throw UsageError("--sample-rate: only with --decode");
        try {
            if (!options.chain.empty())
                check_decoding(options);
        } catch (const std::invalid_argument& e) {
            throw UsageError("--decode '" + options.chain + "': " + e.what());
        }
    });
}

} // namespace zws
