// SPDX-License-Identifier: MIT
#include "libcommon/text/quantity.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace zws {

namespace {

struct QuantityUnit {
    std::string_view name;
    double factor;
};

constexpr double kibi = 1024;

// From the smallest to the largest: shown_time() and shown_size() take the last that fits.
constexpr std::array<QuantityUnit, 7> time_units{
    {{"ns", 1e-9}, {"us", 1e-6}, {"ms", 1e-3}, {"s", 1}, {"m", 60}, {"h", 3600}, {"d", 86400}}};
constexpr std::array<QuantityUnit, 4> shown_sizes{
    {{"KiB", kibi}, {"MiB", kibi* kibi}, {"GiB", kibi* kibi* kibi}, {"TiB", kibi* kibi* kibi* kibi}}};
constexpr std::string_view size_letters = "kmgt";

/// The number that `text` begins with; `rest` is what follows. None where that is not a number, or not
/// finite.
std::optional<double> leading_number(std::string_view text, std::string_view& rest)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || !std::isfinite(number))
        return std::nullopt;
    rest = text.substr(static_cast<std::size_t>(end - text.data()));
    return number;
}

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
    return out;
}

/// Of "kib", "k", "kb", "b" and so on; 0: unknown.
double size_factor(const std::string& unit)
{
    if (unit.empty() || unit == "b")
        return 1;
    const auto power = size_letters.find(unit.front());
    if (power == std::string_view::npos)
        return 0;
    const auto end = std::string_view(unit).substr(1);
    if (end.empty() || end == "ib")
        return std::pow(kibi, power + 1);
    return end == "b" ? std::pow(1000.0, power + 1) : 0;
}

bool is_whole(double number)
{
    constexpr double rounding_error = 1e-6;
    return std::abs(number - std::round(number)) < rounding_error;
}

template <std::size_t N>
std::string shown(double number, const std::array<QuantityUnit, N>& units)
{
    for (auto unit = units.rbegin(); unit != units.rend(); ++unit) {
        const double count = number / unit->factor;
        if (count >= 1 && is_whole(count)) {
            std::ostringstream out;
            out.precision(std::numeric_limits<double>::max_digits10);
            out << std::round(count) << unit->name;
            return out.str();
        }
    }
    return "";
}

} // namespace

double parse_time(std::string_view text, double unit)
{
    std::string_view rest;
    const auto number = leading_number(text, rest);
    const auto* const known = std::find_if(time_units.begin(), time_units.end(),
                                           [&rest](const QuantityUnit& u) { return u.name == rest; });
    if (!number || (!rest.empty() && known == time_units.end()))
        throw std::invalid_argument("not a time (5, 250ms, 5s, 10m, 24h, 7d)");
    return *number * (rest.empty() ? unit : known->factor);
}

std::int64_t parse_size(std::string_view text)
{
    std::int64_t bytes = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bytes);
    if (error == std::errc() && end == text.data() + text.size())
        return bytes; // exact, as a double is not
    std::string_view rest;
    const auto number = leading_number(text, rest);
    const double size = number ? *number * size_factor(lower(rest)) : 0;
    if (!number || size_factor(lower(rest)) == 0 || (rest.empty() && !is_whole(size)))
        throw std::invalid_argument("not a size in bytes (4096, 64KiB, 10GiB, 5MB)");
    using Limits = std::numeric_limits<std::int64_t>;
    if (std::abs(size) >= 0x1p63)
        return size < 0 ? Limits::min() : Limits::max();
    return static_cast<std::int64_t>(size);
}

std::string shown_time(double seconds)
{
    const auto whole = shown(seconds, time_units);
    if (!whole.empty() || seconds == 0)
        return seconds == 0 ? "0" : whole;
    std::ostringstream out;
    out << seconds << 's';
    return out.str();
}

std::string shown_size(std::int64_t bytes)
{
    const auto whole = shown(static_cast<double>(bytes), shown_sizes);
    return whole.empty() ? std::to_string(bytes) : whole;
}

std::string decimal(double number)
{
    std::array<char, 400> text; // a double has at most 309 digits before the point
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed, 1).ptr;
    return {text.data(), end};
}

std::string rough_size(double bytes)
{
    constexpr std::array<const char*, 7> units{" B", " KiB", " MiB", " GiB", " TiB", " PiB", " EiB"};
    std::size_t unit = 0;
    for (; bytes >= 1023.95 && unit + 1 < units.size(); ++unit) // "1024.0" belongs to the next one
        bytes /= 1024;
    return decimal(bytes) + units[unit];
}

std::string rough_size(std::uint64_t bytes)
{
    return bytes < 1024 ? std::to_string(bytes) + " B" : rough_size(static_cast<double>(bytes));
}

} // namespace zws
