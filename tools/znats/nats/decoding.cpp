// SPDX-License-Identifier: MIT
#include "tools/znats/nats/decoding.hpp"

namespace zws::nats {

Decoding::Decoding(const DecoderOptions& options)
{
    if (!options.chain.empty())
        decoder_.emplace(options);
}

std::string Decoding::apply(Message& message)
{
    if (!decoder_)
        return "";
    auto reason = decoder_->decode(message, json_);
    if (!reason.empty())
        return reason;
    const std::string topic(decoder_->topic());
    const bool has_topic = message.frame_count() > 1 || !topic.empty();
    message = Message(has_topic ? std::vector<std::string>{topic, json_} : std::vector<std::string>{json_});
    return "";
}

} // namespace zws::nats
