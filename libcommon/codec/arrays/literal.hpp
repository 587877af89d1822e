// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zws::codec {

/// A value as Python writes it (its repr()): what the headers of NumPy consist of.
struct Literal {
    enum class Kind { none, boolean, integer, text, list, tuple, dict };

    Kind kind = Kind::none;
    std::int64_t number = 0;         ///< of a boolean 0 or 1
    std::string text = {};           ///< in UTF-8
    std::vector<Literal> items = {}; ///< of a dict its keys and values in turn

    bool is(Kind wanted) const { return kind == wanted; }
    bool is_sequence() const { return is(Kind::list) || is(Kind::tuple); }
    /// The value of a key of a dict; nullptr where there is none.
    const Literal* find(std::string_view key) const;
};

/// Reads None, True and False, whole numbers of 64 bits, strings in one piece, and lists, tuples and dicts of
/// those, nested 32 deep at most. White space may stand around it. Throws std::invalid_argument with what is
/// wrong, and where.
Literal read_literal(std::string_view text);

} // namespace zws::codec
