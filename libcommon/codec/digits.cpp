// SPDX-License-Identifier: MIT
#include "libcommon/codec/digits.hpp"

#include "libcommon/codec/json_builder.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

namespace zws::codec {

namespace {

/// The number in base 2^32, the most significant word first.
std::vector<std::uint32_t> words_of(std::string_view big_endian)
{
    std::vector<std::uint32_t> words((big_endian.size() + 3) / 4);
    for (std::size_t i = 0; i < big_endian.size(); ++i) {
        const std::size_t from_end = big_endian.size() - 1 - i;
        const std::uint32_t byte = static_cast<unsigned char>(big_endian[i]);
        words[words.size() - 1 - from_end / 4] |= byte << 8 * (from_end % 4);
    }
    return words;
}

/// Divides in place, and returns the remainder.
std::uint32_t divide(std::vector<std::uint32_t>& words, std::uint32_t divisor)
{
    std::uint64_t rest = 0;
    for (auto& word : words) {
        rest = rest << 32U | word;
        word = static_cast<std::uint32_t>(rest / divisor);
        rest %= divisor;
    }
    return static_cast<std::uint32_t>(rest);
}

void append_signed(std::string& out, bool negative, std::string_view text, bool quoted)
{
    out += quoted ? "\"" : "";
    out += negative ? "-" : "";
    out += text;
    out += quoted ? "\"" : "";
}

/// As people write it where that is short, else with an exponent.
std::string written(const std::string& digits, std::int64_t exponent)
{
    constexpr std::int64_t most_places = 40;
    if (exponent == 0)
        return digits;
    if (exponent > 0 || exponent < -most_places)
        return digits + 'e' + std::to_string(exponent);
    const auto places = static_cast<std::size_t>(-exponent);
    const std::size_t zeros = digits.size() > places ? 0 : places + 1 - digits.size();
    std::string text = std::string(zeros, '0') + digits;
    return text.insert(text.size() - places, ".");
}

/// Whether readers of JSON, which make a double of it, can read it.
bool fits(const std::string& digits, const std::string& text)
{
    constexpr std::size_t most_digits = 17;
    double number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    return digits.size() <= most_digits && parsed.ec == std::errc{};
}

} // namespace

std::string big_endian(std::uint64_t number)
{
    std::string out;
    for (unsigned shift = 64; shift > 0; shift -= 8)
        out += static_cast<char>(number >> (shift - 8));
    return out;
}

std::string decimal_digits(std::string_view big_endian)
{
    constexpr std::uint32_t group = 1'000'000'000;
    auto words = words_of(big_endian);
    std::string reversed;
    while (std::any_of(words.begin(), words.end(), [](std::uint32_t word) { return word != 0; })) {
        std::uint32_t rest = divide(words, group);
        for (int i = 0; i < 9; ++i, rest /= 10)
            reversed += static_cast<char>('0' + rest % 10);
    }
    reversed.resize(reversed.find_last_not_of('0') + 1); // npos + 1 is 0
    return reversed.empty() ? "0" : std::string(reversed.rbegin(), reversed.rend());
}

void increment(std::string& big_endian)
{
    for (std::size_t i = big_endian.size(); i > 0; --i) {
        auto& byte = big_endian[i - 1];
        byte = static_cast<char>(static_cast<unsigned char>(byte) + 1U);
        if (byte != '\0')
            return;
    }
    big_endian.insert(0, 1, '\1');
}

void append_whole(std::string& out, bool negative, const std::string& digits)
{
    const std::string most = negative ? "18446744073709551616" : "18446744073709551615"; // 2^64, 2^64 - 1
    const bool quoted = digits.size() > most.size() || (digits.size() == most.size() && digits > most);
    append_signed(out, negative, digits, quoted);
}

void append_decimal(std::string& out, bool negative, const std::string& digits, std::int64_t exponent)
{
    const std::string text = written(digits, exponent);
    append_signed(out, negative, text, !fits(digits, text));
}

void append_binary(std::string& out, const Whole& mantissa, std::int64_t exponent)
{
    constexpr std::int64_t limit = 1'000'000; // beyond all that a double can be
    double number = 0;
    for (const char c : mantissa.magnitude)
        number = number * 256 + static_cast<unsigned char>(c);
    const bool zero = number == 0;
    number = std::ldexp(number, static_cast<int>(std::clamp(exponent, -limit, limit)));
    if (std::isfinite(number) && (number != 0 || zero))
        return append_double(out, mantissa.negative ? -number : number);
    append_signed(out, mantissa.negative,
                  decimal_digits(mantissa.magnitude) + "*2^" + std::to_string(exponent), true);
}

bool append_seconds(std::string& out, std::int64_t seconds, std::int64_t nanoseconds)
{
    constexpr std::int64_t second = 1'000'000'000;
    if (nanoseconds <= -second || nanoseconds >= second)
        return false;
    if (seconds < 0 && nanoseconds > 0) { // both get the same sign
        ++seconds;
        nanoseconds -= second;
    } else if (seconds > 0 && nanoseconds < 0) {
        --seconds;
        nanoseconds += second;
    }
    if (seconds == 0 && nanoseconds < 0)
        out += '-';
    out += std::to_string(seconds);
    if (nanoseconds == 0)
        return true;
    std::string decimals = std::to_string(second + std::abs(nanoseconds)); // keeps the zeros in front
    decimals.front() = '.';
    decimals.resize(decimals.find_last_not_of('0') + 1);
    out += decimals;
    return true;
}

} // namespace zws::codec
