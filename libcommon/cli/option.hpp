// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/text/number.hpp"
#include "libcommon/text/quantity.hpp"

#include <chrono>
#include <concepts>
#include <functional>
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
    std::function<bool(std::string_view)> takes = {}; ///< whether a text is of this kind; empty: all are
    /// What the user of a text that is of no kind probably meant; empty: that is not known.
    std::function<std::string(std::string_view)> meant = {};
};

/// What a tool takes without a flag.
struct Operands {
    std::vector<Operand> kinds; ///< each text is of the first that takes it
    std::string hint;           ///< what to say of a text that none takes
};

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
