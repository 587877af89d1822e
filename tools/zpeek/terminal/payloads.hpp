// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "libcommon/codec/decoder.hpp"
#include "libcommon/zmq/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace zws::peek {

/// Topic and payload of a message; views of it, or of Payloads, until the next one.
struct MessageParts {
    std::string_view topic; ///< empty: it has none of its own
    std::string_view payload;
};

/// Takes messages apart, and decodes their payloads, where that is wanted.
class Payloads {
public:
    using Clock = Skipped::Clock;

    /// Throws std::invalid_argument with what is wrong with the chain.
    explicit Payloads(const DecoderOptions& options);

    /// Nothing where it cannot be decoded, of which report() and tell() warn.
    std::optional<MessageParts> of(const Message& message);

    void report(Clock::time_point now) { skipped_.report(now); }
    void tell() { skipped_.tell(); }

private:
    std::optional<Decoder> decoder_;
    std::string decoded_;
    Skipped skipped_;
};

} // namespace zws::peek
