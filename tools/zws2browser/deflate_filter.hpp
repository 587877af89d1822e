// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <queue>
#include <span>

namespace zws::browser {

/// Lets the compressed messages of a client (RFC 7692 section 6) through Beast, which is not told of the
/// extension: they become binary messages of the same bytes, without the RSV1 bit. Remembers what they were.
class DeflateFilter {
public:
    /// What a message was before.
    struct Kind {
        bool compressed;
        bool text;
        bool operator==(const Kind&) const = default;
    };

    /// Processes the next bytes that the client sent. What breaks the protocol is left as it is.
    void pass(std::span<char> bytes);
    /// The kind of the next whole message that Beast has read.
    Kind next();

private:
    void take_header_byte(char& byte);
    void begin_frame(char& first_byte);
    void take_length(std::uint8_t second_byte);
    void skip(std::uint64_t payload);

    std::queue<Kind> kinds_;    ///< of messages that began; as many as one read of Beast's has, about
    bool in_header_ = false;    ///< after the first byte of a frame
    unsigned length_bytes_ = 0; ///< of a long length that are to come
    std::uint64_t length_ = 0;
    std::uint64_t mask_size_ = 0;
    std::uint64_t rest_ = 0; ///< bytes to the next frame
};

} // namespace zws::browser
