// SPDX-License-Identifier: MIT
#include "tools/zrec/condition.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/json/json_text.hpp"
#include "libcommon/text/number.hpp"

#include <algorithm>
#include <stdexcept>

namespace zws::rec {

namespace {

constexpr std::string_view blanks = " \t";

[[noreturn]] void fail(std::string_view text, std::size_t at, const std::string& reason)
{
    const std::string where = at < text.size() ? "'" + std::string(text.substr(at)) + "'" : "the end";
    throw std::invalid_argument("at character " + std::to_string(at + 1) + ", " + where + ": " + reason);
}

std::string_view without_blanks_after(std::string_view text)
{
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

Pointer pointer_of(std::string_view text)
{
    const auto pointer = without_blanks_after(text);
    if (!pointer.starts_with('/'))
        fail(text, 0, "a JSON pointer (/name or /name/0) is what it has to begin with");
    try {
        return Pointer(pointer);
    } catch (const std::invalid_argument& wrong) {
        fail(text, 0, wrong.what());
    }
}

/// The number that a JSON value can be compared as.
std::optional<double> number_of(std::string_view json)
{
    if (json == "true" || json == "false")
        return json == "true" ? 1 : 0;
    try {
        return parse_number<double>(json.starts_with('"') ? string_of(json) : std::string(json));
    } catch (const std::invalid_argument&) {
        return std::nullopt;
    }
}

std::variant<double, std::string> operand_of(std::string_view text, std::size_t at)
{
    const auto value = without_blanks_after(text.substr(at));
    if (value.starts_with('"') && json_error(value).empty())
        return string_of(value);
    const auto number = value.starts_with('"') ? std::nullopt : number_of(value);
    if (!number)
        fail(text, at, "not a number or a \"text\"");
    return *number;
}

} // namespace

Condition::Order Condition::order_at(std::string_view text, std::size_t& at)
{
    using enum Order;
    struct Sign {
        std::string_view text;
        Order order;
    };
    constexpr Sign signs[] = {{">=", greater_or_equal}, {"<=", less_or_equal}, {"==", equal}, // longest first
                              {"!=", unequal},          {">", greater},        {"<", less}};
    for (const auto& sign : signs) {
        if (text.substr(at).starts_with(sign.text)) {
            at += sign.text.size();
            return sign.order;
        }
    }
    fail(text, at, "not one of > >= < <= == !=");
}

Condition::Condition(std::string_view text) : text_(text)
{
    std::size_t at = std::min(text.find_first_of("<>=!"), text.size());
    pointer_ = pointer_of(text.substr(0, at));
    if (at == text.size())
        fail(text, at, "one of > >= < <= == != is missing");
    order_ = order_at(text, at);
    at = std::min(text.find_first_not_of(blanks, at), text.size());
    other_ = operand_of(text, at);
}

template <class T>
bool Condition::compare(const T& value, const T& other) const
{
    switch (order_) {
    case Order::less:
        return value < other;
    case Order::less_or_equal:
        return value <= other;
    case Order::greater:
        return value > other;
    case Order::greater_or_equal:
        return value >= other;
    case Order::equal:
        return value == other;
    default:
        return value != other;
    }
}

std::optional<bool> Condition::holds(std::string_view json) const
{
    const auto value = pointer_.find(json);
    if (!value)
        return std::nullopt;
    if (const auto* const text = std::get_if<std::string>(&other_))
        return value->starts_with('"') ? std::optional(compare(string_of(*value), *text)) : std::nullopt;
    const auto number = number_of(*value);
    return number ? std::optional(compare(*number, std::get<double>(other_))) : std::nullopt;
}

} // namespace zws::rec
