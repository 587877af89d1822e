// SPDX-License-Identifier: MIT
#include "libcommon/text/base64.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace zws {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t no_digit = 64;

constexpr std::array<std::uint8_t, 256> digit_values()
{
    std::array<std::uint8_t, 256> values{};
    values.fill(no_digit);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    return values;
}

std::uint32_t byte_at(std::string_view bytes, std::size_t at)
{
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

/// The bits of four digits; more than 24 bits where one is none.
std::uint32_t bits_of(std::string_view digits)
{
    static constexpr auto values = digit_values();
    std::uint32_t bits = 0;
    for (const char digit : digits) {
        const std::uint32_t value = values[static_cast<unsigned char>(digit)];
        if (value == no_digit)
            return ~0U;
        bits = bits << 6U | value;
    }
    return bits;
}

/// The one or two bytes of the last group, which has padding; bits that no byte takes have to be 0.
bool decode_padded(std::string& out, std::string_view group)
{
    const std::size_t digits = group[2] == '=' ? 2 : 3;
    const std::uint32_t bits = bits_of(group.substr(0, digits));
    const std::uint32_t unused = digits == 2 ? 4 : 2;
    if (bits == ~0U || (bits & ((1U << unused) - 1)) != 0)
        return false;
    const std::uint32_t value = bits >> unused;
    if (digits == 3)
        out += static_cast<char>(value >> 8U);
    out += static_cast<char>(value & 0xffU);
    return true;
}

} // namespace

void append_base64(std::string& out, std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::uint32_t bits =
            byte_at(bytes, at) << 16U | byte_at(bytes, at + 1) << 8U | byte_at(bytes, at + 2);
        const std::size_t left = bytes.size() - at;
        out += alphabet[bits >> 18U];
        out += alphabet[bits >> 12U & 63U];
        out += left > 1 ? alphabet[bits >> 6U & 63U] : '=';
        out += left > 2 ? alphabet[bits & 63U] : '=';
    }
}

void append_base64url(std::string& out, std::string_view bytes)
{
    const auto before = static_cast<std::ptrdiff_t>(out.size());
    append_base64(out, bytes);
    std::replace(out.begin() + before, out.end(), '+', '-');
    std::replace(out.begin() + before, out.end(), '/', '_');
    out.erase(std::find(out.begin() + before, out.end(), '='), out.end());
}

bool decode_base64(std::string& out, std::string_view text)
{
    if (text.size() % 4 != 0)
        return false;
    const bool padded = text.ends_with('=');
    const std::size_t whole = text.size() - (padded ? 4 : 0);
    for (std::size_t at = 0; at < whole; at += 4) {
        const std::uint32_t bits = bits_of(text.substr(at, 4));
        if (bits == ~0U)
            return false;
        out += static_cast<char>(bits >> 16U);
        out += static_cast<char>(bits >> 8U & 0xffU);
        out += static_cast<char>(bits & 0xffU);
    }
    return !padded || decode_padded(out, text.substr(whole));
}

} // namespace zws
