// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

struct z_stream_s;

namespace zws::browser {

/// Deflates messages for permessage-deflate (RFC 7692 section 7.2.1), each by itself: no context is taken
/// over, so any of them may be dropped.
class Deflater {
public:
    /// The windows that zlib can keep to, as the number of their bits. Of 8 it makes 9.
    static constexpr int least_window = 9;
    static constexpr int largest_window = 15;

    explicit Deflater(int window_bits);
    ~Deflater();
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    /// The deflated message, until the next call; nothing if it would be no shorter. The first `readable`
    /// bytes of the message are not compressed: readable_part() finds them.
    std::optional<std::string_view> deflate(std::string_view message, std::size_t readable = 0);

    /// Memory held.
    std::size_t bytes() const { return state_bytes_ + out_bytes_; }

private:
    std::unique_ptr<z_stream_s> stream_;
    std::size_t state_bytes_;
    std::unique_ptr<char[]> out_;
    std::size_t out_bytes_ = 0;
};

/// What begins with the readable bytes of a message that was deflated with some.
std::string_view readable_part(std::string_view deflated);

} // namespace zws::browser
