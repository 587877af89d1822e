// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/endpoint.hpp"
#include "libcommon/quantity.hpp"

#include <charconv>
#include <chrono>
#include <concepts>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace zws {

/// What an option takes and where it goes. `set` is called once for each text given and throws
/// std::invalid_argument with what is wrong with the text.
struct Value {
    std::function<void(std::string_view)> set;
    std::string metavar;              ///< as help names it; empty: a switch, set with "true" or "false"
    std::string shown_default;        ///< as help shows it; empty: not shown
    std::vector<std::string> choices; ///< all texts it takes, if they can be listed
    bool repeatable = false;          ///< else the last text wins
    bool names_file = false;          ///< completed as a path
    bool names_folder = false;        ///< completed as a path of folders
    bool is_list = false;             ///< takes several of `choices`, with commas between them
};

/// One row of a tool's table of options: the source of parser, environment, config file, help and completion.
struct Option {
    std::string name; ///< without the dashes: "count"
    char letter;      ///< 0: no short form
    Value value;
    std::string help;    ///< one sentence without a full stop
    std::string section; ///< the heading it stands under in --help
};

/// A kind of operand, an argument without a flag.
struct Operand {
    Value value;
    std::string option; ///< the option that it is short for; empty: none, and `value` takes it
    std::function<bool(std::string_view)> takes; ///< whether a text is of this kind; empty: all are
};

/// What a tool takes without a flag.
struct Operands {
    std::vector<Operand> kinds; ///< each text is of the first that takes it
    std::string hint;           ///< what to say of a text that none takes
};

/// Bounds of a number, both included.
template <class N>
struct Range {
    N least = std::numeric_limits<N>::lowest();
    N most = std::numeric_limits<N>::max();
};

/// In decimal, without an exponent where people can read that.
std::string shown_number(double number);

std::string shown_number(std::integral auto number)
{
    return std::to_string(number);
}

/// Throws "out of range (1 to 5)", "(at least 1)" or "(at most 5)"; `shown` makes the text of a bound.
template <class N, class Shown>
void check_range(N number, Range<N> range, Shown shown)
{
    // Written so that NaN is out of every range.
    if (number >= range.least && number <= range.most)
        return;
    std::string bounds = "at least " + shown(range.least);
    if (range.least == Range<N>().least)
        bounds = "at most " + shown(range.most);
    else if (range.most != Range<N>().most)
        bounds = shown(range.least) + " to " + shown(range.most);
    throw std::invalid_argument("out of range (" + bounds + ')');
}

template <class N>
N parse_number(std::string_view text, Range<N> range = {})
{
    N number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::invalid_argument || end != text.data() + text.size())
        throw std::invalid_argument(std::is_integral_v<N> ? "not a whole number" : "not a number");
    const bool fits = error != std::errc::result_out_of_range;
    if (!fits && (range.most == Range<N>().most || range.least == Range<N>().least))
        throw std::invalid_argument("out of range");
    check_range(fits ? number : Range<N>().most, range, [](N bound) { return shown_number(bound); });
    return number;
}

template <class N>
requires std::is_arithmetic_v<N> Value number(N& target, std::string metavar, Range<N> range = {})
{
    return {[&target, range](std::string_view text) { target = parse_number<N>(text, range); },
            std::move(metavar),
            shown_number(target),
            {}};
}

template <class N>
Value number(std::optional<N>& target, std::string metavar, Range<N> range = {})
{
    return {[&target, range](std::string_view text) { target = parse_number<N>(text, range); },
            std::move(metavar),
            "",
            {}};
}

/// A time (parse_time()) up to a minute, rounded to milliseconds, which are the unit of a number alone.
Value milliseconds(std::chrono::milliseconds& target);
/// A time from 0 to a century; a number alone is of seconds, as in the two that follow.
Value seconds(std::optional<std::chrono::nanoseconds>& target);
/// A time rounded to milliseconds.
Value seconds(std::chrono::milliseconds& target, Range<double> range);
Value seconds(double& target, Range<double> range);

/// A size (parse_size()).
template <std::integral N>
Value bytes(N& target, Range<N> range)
{
    const auto set = [&target, range](std::string_view text) {
        const auto size = parse_size(text);
        check_range<std::int64_t>(
            size, {static_cast<std::int64_t>(range.least), static_cast<std::int64_t>(range.most)},
            shown_size);
        target = static_cast<N>(size);
    };
    return {set, "BYTES", shown_size(static_cast<std::int64_t>(target)), {}};
}

Value text(std::string& target, std::string metavar);
Value texts(std::vector<std::string>& target, std::string metavar);
Value file(std::string& target, std::string metavar);
Value folder(std::string& target);
Value flag(bool& target);
Value endpoint(Endpoints& target, Endpoint::Side side);

/// One of several names, each for a value of an enumeration.
template <class E>
Value choice(E& target, std::string metavar, std::vector<std::pair<std::string, E>> names)
{
    Value value{{}, std::move(metavar), "", {}};
    for (const auto& [name, meaning] : names) {
        value.choices.push_back(name);
        if (meaning == target)
            value.shown_default = name;
    }
    value.set = [&target, names = std::move(names)](std::string_view text) {
        std::string known;
        for (const auto& [name, meaning] : names) {
            if (name == text) {
                target = meaning;
                return;
            }
            known += (known.empty() ? "" : ", ") + name;
        }
        throw std::invalid_argument("not one of " + known);
    };
    return value;
}

/// The same for an option that tells whether it was given; help shows `shown_default`.
template <class E>
Value choice(std::optional<E>& target, std::string metavar, std::vector<std::pair<std::string, E>> names,
             std::string shown_default)
{
    auto given = std::make_shared<E>();
    Value value = choice(*given, std::move(metavar), std::move(names));
    value.shown_default = std::move(shown_default);
    value.set = [&target, given, set = std::move(value.set)](std::string_view text) {
        set(text);
        target = *given;
    };
    return value;
}

} // namespace zws
