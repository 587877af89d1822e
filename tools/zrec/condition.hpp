// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/pointer.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace zws::rec {

/// What a value in a payload has to be: "/json/pointer > 3.5", "/state == \"failed\"".
class Condition {
public:
    /// A pointer, one of > >= < <= == !=, and a number or a text in quotes, as JSON has them; "true" is 1,
    /// "false" 0. The operator is at the first of the characters < > = and !, so that no name in the pointer
    /// can have one of these. Throws std::invalid_argument with what is wrong, and where.
    explicit Condition(std::string_view text);

    /// As it was given.
    const std::string& text() const { return text_; }

    /// Whether it holds for the value in valid JSON without white space; none where there is no value to
    /// compare: for a number that is a number, true, false, or a text that is a number.
    std::optional<bool> holds(std::string_view json) const;

private:
    enum class Order { less, less_or_equal, greater, greater_or_equal, equal, unequal };

    static Order order_at(std::string_view text, std::size_t& at);
    template <class T>
    bool compare(const T& value, const T& other) const;

    std::string text_;
    Pointer pointer_{""};
    Order order_ = Order::equal;
    std::variant<double, std::string> other_;
};

} // namespace zws::rec
