// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <queue>
#include <span>
#include <string>
#include <string_view>

namespace zws::browser {

/// Lets through Beast 1.81 what a client sends and Beast does not know. Compressed messages (RFC 7692 section
/// 6) become binary messages of the same bytes, without the RSV1 bit; it remembers what they were. The status
/// code 1014 of a Close frame (registered after RFC 6455 section 7.4) becomes 1013, and is put back in the
/// answer.
class ClientFrames {
public:
    /// What a message was before.
    struct Kind {
        bool compressed;
        bool text;
        bool operator==(const Kind&) const = default;
    };

    /// From now on compressed messages are let through, and next() is called for each message.
    void allow_compressed() { kinds_.emplace(); }
    /// Processes the next bytes that the client sent. What breaks the protocol is left as it is.
    void pass(std::span<char> bytes);
    /// The kind of the next whole message that Beast has read.
    Kind next();
    /// Of a whole Close frame that answers the client's: puts back the client's status code, or 1002 where
    /// Beast 1.81 returns one of 5000 or above, which must not be sent (section 7.4.2). Other bytes stay.
    void answer_close(std::string& bytes) const;

private:
    void take_header_byte(char& byte);
    void begin_frame(char& first_byte);
    void take_length(std::uint8_t second_byte);
    void begin_payload(std::uint64_t size);
    std::size_t take_payload(std::span<char> bytes);
    void take_close_byte(char& byte);

    std::optional<std::queue<Kind>>
        kinds_;                   ///< of messages that began; as many as one read of Beast's has, about
    std::array<char, 5> close_{}; ///< of a Close frame: the mask, and the status code's first byte
    bool in_header_ = false;      ///< after the first byte of a frame
    bool in_close_ = false;       ///< the frame is a Close frame
    bool bad_gateway_ = false;    ///< the client closes with 1014
    bool masked_ = false;
    unsigned length_bytes_ = 0; ///< of a long length that are to come
    std::uint64_t length_ = 0;
    std::uint64_t taken_ = 0; ///< of mask and payload
    std::uint64_t rest_ = 0;  ///< of mask and payload: bytes to the next frame
};

/// The end of a text that comes in parts: all of it is valid UTF-8, but its last character may be cut off.
/// Beast lets that pass (Boost 1.81) where the last frame of a message is empty.
class TextEnd {
public:
    /// The next bytes of the text.
    void add(std::string_view part);
    /// Whether a text that ends here ends with a whole character (RFC 6455 section 8.1).
    bool is_whole() const;

private:
    std::string last_; ///< bytes; as many as a character can lack one of
};

} // namespace zws::browser
