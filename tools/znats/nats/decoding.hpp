// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/decoder.hpp"
#include "libcommon/zmq/message.hpp"

#include <optional>
#include <string>

namespace zws::nats {

/// Decodes messages to JSON, if a chain is given.
class Decoding {
public:
    /// An empty chain: messages stay as they are.
    explicit Decoding(const DecoderOptions& options);

    bool wanted() const { return decoder_.has_value(); }

    /// Leaves the topic, if there is one, the payload as one line of JSON, and the position. Returns why it
    /// cannot, empty if it could; the message is as it was then.
    std::string apply(Message& message);

private:
    std::optional<Decoder> decoder_;
    std::string json_;
};

} // namespace zws::nats
