// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/number_run.hpp"

#include "tools/zws2browser/history/run_form.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace zws::browser::history {

namespace {

using Words = std::array<std::uint64_t, longest_run>;
using Doubles = std::array<double, longest_run>;

void append_word(std::string& out, std::uint64_t word)
{
    word = little(word);
    out.append(reinterpret_cast<const char*>(&word), sizeof word);
}

bool same_bits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool is_decimal(double number, double power)
{
    const double scaled = std::nearbyint(number * power);
    return std::abs(scaled) <= largest_exact && same_bits(scaled / power + 0.0, number);
}

/// The least power of ten with which all are whole numbers.
std::optional<std::size_t> common_power(std::span<const double> numbers)
{
    std::size_t power = 0;
    for (const double number : numbers) {
        while (!is_decimal(number, powers[power])) {
            if (++power == powers.size())
                return std::nullopt;
        }
    }
    const auto fits = [&](double number) { return is_decimal(number, powers[power]); };
    return std::all_of(numbers.begin(), numbers.end(), fits) ? std::optional(power) : std::nullopt;
}

bool is_float(double number)
{
    constexpr double most = std::numeric_limits<float>::max();
    return (std::abs(number) <= most || std::isinf(number)) &&
           same_bits(static_cast<double>(static_cast<float>(number)), number);
}

struct WholeNumbers {
    RunForm form;
    std::size_t power = 0;
    Words words{}; ///< in two's complement
};

std::uint64_t float_word(double number)
{
    const auto bits = std::bit_cast<std::int32_t>(static_cast<float>(number));
    return static_cast<std::uint64_t>(std::int64_t{ordered(bits)});
}

WholeNumbers whole(std::span<const double> numbers)
{
    WholeNumbers all;
    const auto convert = [&](RunForm form, auto word) {
        all.form = form;
        std::transform(numbers.begin(), numbers.end(), all.words.begin(), word);
    };
    if (const auto power = common_power(numbers)) {
        all.power = *power;
        const auto scaled = [p = powers[*power]](double number) {
            return static_cast<std::uint64_t>(static_cast<std::int64_t>(std::nearbyint(number * p)));
        };
        convert(RunForm::decimals, scaled);
    } else if (std::all_of(numbers.begin(), numbers.end(), is_float))
        convert(RunForm::floats, float_word);
    else
        convert(RunForm::doubles, [](double number) {
            return static_cast<std::uint64_t>(ordered(std::bit_cast<std::int64_t>(number)));
        });
    return all;
}

/// Numbers as distances from the least of them.
struct Distances {
    std::uint64_t least = 0; ///< in two's complement
    unsigned bits = 0;
};

Distances distances(std::span<const std::uint64_t> words)
{
    if (words.empty())
        return {};
    const auto by_sign = [](std::uint64_t a, std::uint64_t b) {
        return static_cast<std::int64_t>(a) < static_cast<std::int64_t>(b);
    };
    const auto [least, greatest] = std::minmax_element(words.begin(), words.end(), by_sign);
    const auto bits = static_cast<unsigned>(std::bit_width(*greatest - *least));
    return {*least, bits > widest_packed ? 64 : bits};
}

void append_packed(std::string& out, std::span<const std::uint64_t> words, Distances run)
{
    std::uint64_t waiting = 0;
    unsigned bits = 0;
    for (const auto word : words) {
        const std::uint64_t distance = word - run.least;
        if (run.bits == 64) {
            append_word(out, distance);
            continue;
        }
        waiting |= distance << bits; // at most 7 bits wait
        bits += run.bits;
        for (; bits >= 8; bits -= 8, waiting >>= 8U)
            out += static_cast<char>(waiting & 0xffU);
    }
    if (bits > 0)
        out += static_cast<char>(waiting);
}

void append_gaps(std::string& out, std::span<const double> numbers)
{
    const auto begin = out.size();
    out.append((numbers.size() + 7) / 8, '\0');
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (std::isnan(numbers[i]))
            out[begin + i / 8] =
                static_cast<char>(static_cast<unsigned char>(out[begin + i / 8]) | 1U << i % 8);
    }
}

/// Gaps take the number before them, the first ones that after them.
bool fill_gaps(std::span<const double> numbers, Doubles& filled)
{
    const auto known =
        std::find_if_not(numbers.begin(), numbers.end(), [](double n) { return std::isnan(n); });
    double last = known == numbers.end() ? 0 : *known;
    bool any = false;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        any = any || std::isnan(numbers[i]);
        last = std::isnan(numbers[i]) ? last : numbers[i];
        filled[i] = last;
    }
    return any;
}

} // namespace

void append_run(std::string& out, std::span<const double> numbers)
{
    Doubles filled;
    const bool gaps = fill_gaps(numbers, filled);
    const WholeNumbers all = whole({filled.data(), numbers.size()});
    const std::span<const std::uint64_t> words(all.words.data(), numbers.size());
    Words steps;
    for (std::size_t i = 1; i < words.size(); ++i)
        steps[i - 1] = words[i] - words[i - 1];
    const Distances direct = distances(words);
    const Distances stepped = distances({steps.data(), words.size() - 1});
    const bool differences = stepped.bits < direct.bits;
    const Distances& chosen = differences ? stepped : direct;
    out += static_cast<char>(static_cast<unsigned>(all.form) | (differences ? with_differences : 0U) |
                             (gaps ? with_gaps : 0U));
    out += static_cast<char>(all.power);
    out += static_cast<char>(chosen.bits);
    out += '\0';
    append_word(out, differences ? words.front() : chosen.least);
    if (differences)
        append_word(out, chosen.least);
    if (gaps)
        append_gaps(out, numbers);
    append_packed(out, differences ? std::span<const std::uint64_t>(steps.data(), words.size() - 1) : words,
                  chosen);
}

} // namespace zws::browser::history
