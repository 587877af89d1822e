// SPDX-License-Identifier: MIT
#include "libcommon/codec/decoder.hpp"

#include "libcommon/json/json_payload.hpp"

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

} // namespace zws
