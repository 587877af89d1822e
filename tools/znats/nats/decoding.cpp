// SPDX-License-Identifier: MIT
#include "tools/znats/nats/decoding.hpp"

#include "libcommon/zmq/position.hpp"

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
    std::vector<std::string> left{json_};
    if (has_topic)
        left.insert(left.begin(), topic);
    if (position_of(message))
        left.emplace_back(message.frame(message.frame_count() - 1));
    message = Message(left);
    return "";
}

} // namespace zws::nats
