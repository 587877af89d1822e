// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"
#include "tools/zpeek/fields/field.hpp"

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace zws::peek {

/// The message that a payload is of.
struct FieldOrigin {
    double arrived; ///< Unix seconds
    int connection;
};

/// All fields of the payloads of a topic, in the order in which they came.
class Fields {
public:
    static constexpr std::size_t most = 300;      ///< fields; those that come later are counted
    static constexpr int deepest = 8;             ///< levels of arrays and objects
    static constexpr unsigned most_elements = 16; ///< of an array; one of more numbers is samples

    /// Takes in a payload. `json` is its text in one line, where it has one: it has the digits that doubles
    /// do not.
    void add(const JsonNode& payload, std::string_view json, const FieldOrigin& origin);

    const std::deque<Field>& all() const { return fields_; }
    const Field* find(std::string_view pointer) const;
    /// Places beyond those that are looked at, one for each message.
    std::uint64_t passed_over() const { return passed_over_; }

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    Field* field();
    void walk(const JsonNode& value, int depth);
    void walk_array(const JsonNode& values, int depth);
    void walk_at(const JsonNode& value, std::string_view name, int depth);
    std::string digits_of(const JsonNode& value);

    std::deque<Field> fields_;
    std::unordered_map<std::string, Field*, Hash, std::equal_to<>> by_pointer_;
    std::uint64_t passed_over_ = 0;
    std::size_t searched_ = 0; ///< bytes of texts, for digits

    // Of the payload at hand:
    std::string pointer_;
    std::string_view json_;
    FieldOrigin origin_{};
};

} // namespace zws::peek
