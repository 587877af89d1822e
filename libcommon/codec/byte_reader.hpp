// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace zws::codec {

/// `bytes` (8 at most) as an unsigned number.
constexpr std::uint64_t unsigned_of(std::string_view bytes, std::endian order)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t at = order == std::endian::big ? i : bytes.size() - 1 - i;
        value = value << 8U | static_cast<unsigned char>(bytes[at]);
    }
    return value;
}

/// The same in two's complement.
constexpr std::int64_t signed_of(std::string_view bytes, std::endian order)
{
    const std::uint64_t value = unsigned_of(bytes, order);
    const unsigned unused = 64 - 8 * static_cast<unsigned>(bytes.size());
    return unused == 64 ? 0 : static_cast<std::int64_t>(value << unused) >> unused;
}

/// The double that 16 bits stand for (binary16 of IEEE 754).
inline double half(std::uint64_t bits)
{
    const auto exponent = static_cast<int>(bits >> 10U & 0x1fU);
    const auto mantissa = static_cast<double>(bits & 0x3ffU);
    const double magnitude = exponent == 0    ? std::ldexp(mantissa, -24)
                             : exponent == 31 ? (mantissa == 0 ? INFINITY : NAN)
                                              : std::ldexp(mantissa + 1024, exponent - 25);
    return (bits & 0x8000U) != 0 ? -magnitude : magnitude;
}

/// Takes bytes from the front of a view, never beyond its end.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : left_(bytes) {}

    std::size_t left() const { return left_.size(); }

    /// The next `count` bytes; none if there are fewer.
    std::optional<std::string_view> read(std::uint64_t count)
    {
        if (count > left_.size())
            return std::nullopt;
        const auto taken = left_.substr(0, static_cast<std::size_t>(count));
        left_.remove_prefix(taken.size());
        return taken;
    }

    /// The next `count` bytes (8 at most) as a number; none if there are fewer.
    std::optional<std::uint64_t> number(std::size_t count, std::endian order = std::endian::big)
    {
        const auto bytes = read(count);
        return bytes ? std::optional(unsigned_of(*bytes, order)) : std::nullopt;
    }

    /// The next number in groups of 7 bits, the lowest first, with bit 7 set in all bytes but the last: a
    /// varint of Protocol Buffers or LEB128. None if it is cut off or has more than 10 bytes; bits above 64
    /// are lost.
    std::optional<std::uint64_t> varint()
    {
        constexpr std::size_t longest = 10;
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < longest && i < left_.size(); ++i) {
            const auto byte = static_cast<unsigned char>(left_[i]);
            value |= std::uint64_t{byte & 0x7fU} << (7 * i);
            if (byte < 0x80) {
                left_.remove_prefix(i + 1);
                return value;
            }
        }
        return std::nullopt;
    }

    /// What comes up to the next NUL byte, which is taken too; none if there is none.
    std::optional<std::string_view> text() { return up_to('\0'); }

    /// The same up to the end of a line.
    std::optional<std::string_view> line() { return up_to('\n'); }

private:
    std::optional<std::string_view> up_to(char mark)
    {
        const auto end = left_.find(mark);
        if (end == std::string_view::npos)
            return std::nullopt;
        const auto taken = left_.substr(0, end);
        left_.remove_prefix(end + 1);
        return taken;
    }

    std::string_view left_;
};

} // namespace zws::codec
