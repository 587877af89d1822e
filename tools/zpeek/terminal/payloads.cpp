// SPDX-License-Identifier: MIT
#include "tools/zpeek/terminal/payloads.hpp"

namespace zws::peek {

Payloads::Payloads(const DecoderOptions& options)
{
    if (!options.chain.empty())
        decoder_.emplace(options);
}

std::optional<MessageParts> Payloads::of(const Message& message)
{
    if (!decoder_)
        return MessageParts{message.topic(), message.payload()};
    std::string reason = decoder_->decode(message, decoded_);
    if (reason.empty())
        return MessageParts{message.frame_count() > 1 ? message.topic() : decoder_->topic(), decoded_};
    skipped_.add(std::move(reason));
    return std::nullopt;
}

} // namespace zws::peek
