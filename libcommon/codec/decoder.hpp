// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/codec/profile.hpp"
#include "libcommon/codec/step.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws {

/// How messages are decoded.
struct DecoderOptions {
    std::string chain;                 ///< steps ("zlib,json"), or the name of a profile ("bitcoin")
    std::optional<double> sample_rate; ///< of vectors, Hz
};

/// Makes JSON of what publishers send: of the payload by a chain of steps, or of the whole message by the
/// profile of its publisher. With a sample rate each topic is a series of its own. What it makes is bounded
/// (codec::most_output), whatever a message says. A chain that ends with a decompression makes bytes of any
/// kind.
class Decoder {
public:
    /// Reads the files that the chain names. Throws std::invalid_argument with what is wrong with the chain,
    /// and Error where it is a file.
    explicit Decoder(const DecoderOptions& options);

    /// Sets `out`, which is used again, to one line of JSON. Returns why the message is not what it should
    /// be, empty if it is; `out` is unspecified then.
    std::string decode(const Message& message, std::string& out);

    /// The topic of the message that was decoded last: that of its frame, or what stood before the JSON in
    /// its only frame (append_json_payload()). It lasts as long as that message.
    std::string_view topic() const { return topic_; }

    /// Whether it looks at other frames of a message than the payload.
    bool reads_all_frames() const { return steps_.empty() || options_.chain.starts_with("frame:"); }

    static constexpr std::size_t most_series = 1000;   ///< topics of vectors with a sample rate,
    static constexpr std::size_t longest_topic = 1024; ///< in bytes; messages of others are refused

private:
    using Steps = std::vector<std::unique_ptr<codec::Step>>;

    Steps* steps_for(std::string_view topic);
    std::string apply(const Steps& steps, const Message& message, std::string& out);

    const codec::Profile* profile_;                    ///< nullptr: there is only a chain
    DecoderOptions options_;                           ///< with the chain of the profile
    Steps steps_;                                      ///< empty: the profile looks at the whole message
    std::map<std::string, Steps, std::less<>> series_; ///< of each topic, where there is a sample rate
    std::string_view topic_;                           ///< of the last message
    std::string between_;                              ///< what a step made for the next one
};

/// Throws std::invalid_argument where a Decoder would, and reads no file.
void check_decoding(const DecoderOptions& options);

/// Where the publishers of the profile put sequence numbers ("last:u32le"); empty if that is unknown, or
/// there is no profile.
std::string_view sequence_of(const DecoderOptions& options);

/// Adds --decode and --sample-rate, whose combination is checked after parsing.
void add_decode_flags(CommandLine& cli, DecoderOptions& options);

} // namespace zws
