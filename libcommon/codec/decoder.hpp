// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/profile.hpp"
#include "libcommon/codec/step.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace zws {

/// How messages are decoded.
struct DecoderOptions {
    std::string chain;                 ///< steps ("zlib,json"), or the name of a profile ("bitcoin")
    std::optional<double> sample_rate; ///< of vectors, Hz
};

/// Makes JSON of what publishers send: of the payload by a chain of steps, or of the whole message by the
/// profile of its publisher. What it makes is bounded (codec::most_output), whatever a message says. A chain
/// that ends with a decompression makes bytes of any kind.
class Decoder {
public:
    /// Throws std::invalid_argument with what is wrong with the chain.
    explicit Decoder(const DecoderOptions& options);

    /// Sets `out`, which is used again, to one line of JSON. Returns why the message is not what it should
    /// be, empty if it is; `out` is unspecified then.
    std::string decode(const Message& message, std::string& out);

    /// Where the publishers of the profile put sequence numbers ("last:u32le"); empty where that is unknown.
    std::string_view sequence() const;

private:
    const codec::Profile* profile_; ///< nullptr: there is only a chain
    std::vector<std::unique_ptr<codec::Step>> steps_;
    std::string between_; ///< what a step made for the next one
};

} // namespace zws
