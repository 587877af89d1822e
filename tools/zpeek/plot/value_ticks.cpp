// SPDX-License-Identifier: MIT
#include "tools/zpeek/plot/tick.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace zws::peek {

namespace {

constexpr double least_step = 1e-300;

/// One, two or five times a power of ten.
struct RoundStep {
    std::int64_t size;
    int exponent;
};

/// What makes numbers of a size shorter, though it leaves them all digits.
struct TickUnit {
    int power = 0; ///< of ten
    std::string suffix{};
};

/// That which is near to `raw`.
RoundStep step_near(double raw)
{
    const int exponent = static_cast<int>(std::floor(std::log10(raw)));
    const double part = raw / std::pow(10, exponent);
    if (part >= 7.5)
        return {1, exponent + 1};
    return {part < 1.5 ? 1 : part < 3 ? 2 : 5, exponent};
}

/// The number nearest to `n` times a power of ten; a product would be rounded twice.
double value_of(std::int64_t n, int exponent)
{
    return std::strtod((std::to_string(n) + 'e' + std::to_string(exponent)).c_str(), nullptr);
}

/// Characters of a number whose first and last digits are at these powers of ten.
int length_of(int first, int last)
{
    return first + 1 + (last < 0 ? 1 - last : 0);
}

TickUnit unit_of(double largest, int exponent)
{
    constexpr std::array<const char*, 5> prefixes{"", " k", " M", " G", " T"};
    const int magnitude = static_cast<int>(std::floor(std::log10(largest)));
    if (magnitude >= 15 || magnitude < -4)
        return {magnitude, (magnitude < 0 ? "e" : "e+") + std::to_string(magnitude)};
    if (magnitude < 5)
        return {};
    const int power = magnitude / 3 * 3;
    const bool shorter = length_of(magnitude - power, exponent - power) + 2 <= length_of(magnitude, exponent);
    return shorter ? TickUnit{power, prefixes[static_cast<std::size_t>(power) / 3]} : TickUnit{};
}

/// `n` times a power of ten, in digits.
std::string decimal(std::int64_t n, int exponent)
{
    std::string digits = std::to_string(std::abs(n));
    const std::string sign = n < 0 ? "-" : "";
    if (exponent >= 0)
        return sign + digits + std::string(static_cast<std::size_t>(exponent), '0');
    const auto decimals = static_cast<std::size_t>(-exponent);
    if (digits.size() <= decimals)
        digits.insert(0, decimals + 1 - digits.size(), '0');
    return sign + digits.insert(digits.size() - decimals, ".");
}

std::vector<Tick> multiples(double least, double greatest, double room)
{
    const double largest = std::max(std::abs(least), std::abs(greatest));
    // Doubles cannot tell ticks apart that are closer than this part of their size.
    const RoundStep step = step_near(std::max({(greatest - least) / room, largest * 0x1p-50, least_step}));
    const TickUnit unit = unit_of(largest, step.exponent);
    std::vector<Tick> ticks;
    const double first = std::floor(least / (static_cast<double>(step.size) * std::pow(10, step.exponent)));
    // Where the quotient is rounded, the first one may be before the axis, or one more.
    for (auto n = step.size * (static_cast<std::int64_t>(first) - 1);; n += step.size) {
        const double value = value_of(n, step.exponent);
        if (value > greatest)
            return ticks;
        if (value >= least)
            ticks.push_back({value, n == 0 ? "0" : decimal(n, step.exponent - unit.power) + unit.suffix});
    }
}

} // namespace

std::vector<Tick> value_ticks(double least, double greatest, int room)
{
    if (!(least < greatest) || !std::isfinite(greatest - least) || room < 1)
        return {};
    // One tick alone does not tell how large a step is.
    std::vector<Tick> ticks;
    for (double denser = 1; denser < 3 && ticks.size() < 2; denser += 0.5)
        ticks = multiples(least, greatest, room * denser);
    return ticks;
}

AxisRange round_axis(double least, double greatest)
{
    const double span = greatest - least;
    if (!(span > std::max(std::abs(least), std::abs(greatest)) * 1e-12) || span < least_step) {
        const double half = least == 0 ? 1 : std::abs(least) / 2;
        return {least - half, greatest + half};
    }
    constexpr int parts = 8;
    const RoundStep step = step_near(span / parts);
    const double width = value_of(step.size, step.exponent);
    const auto round = [&step](double n) {
        return value_of(step.size * static_cast<std::int64_t>(n), step.exponent);
    };
    return {round(std::floor(least / width)), round(std::ceil(greatest / width))};
}

std::string rounded(double value, double step)
{
    if (!std::isfinite(value))
        return "-";
    std::array<char, 64> text{};
    const double size = std::abs(value);
    const bool plain = size == 0 || (size >= 1e-4 && size < 1e15);
    const int decimals = step > 0 ? std::clamp(static_cast<int>(std::ceil(-std::log10(step))), 0, 15) : 6;
    const auto end =
        plain
            ? std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals)
                  .ptr
            : std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific, 3)
                  .ptr;
    return {text.data(), end};
}

} // namespace zws::peek
