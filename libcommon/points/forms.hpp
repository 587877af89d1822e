// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What values of JSON look like, to tell what they mean.
namespace zws::points {

bool is_number_or_null(const JsonNode& value);

/// A time, and something that is a number.
bool is_pair(const JsonNode& values);

/// A time that is near `arrived`, and numbers that are not all such times.
bool is_row(const JsonNode& values, double arrived);

/// Columns of one length, the first one of times, and not such a time at the start of each.
bool is_table(const JsonNode& columns, double arrived);

/// Whether an object has one number besides its time, which is `time_member`, in itself; a boolean only where
/// there are no texts.
bool is_alone(const JsonNode& object, const JsonNode* time_member);

/// Whether an object has a line of a log in itself.
bool has_log_text(const JsonNode& object);

/// What the elements of an array are called.
struct ElementNames {
    std::string_view label; ///< the member of each that has its name; empty: none, they have their places
    std::vector<std::string> names; ///< where there is a label
};

ElementNames names_of(const JsonNode& values);

/// An array of columns as one of rows.
class Transposed {
public:
    /// Of columns of one length, which have to stay.
    explicit Transposed(const JsonNode& columns);

    const JsonNode& rows() const { return rows_.front(); }

private:
    std::vector<JsonNode> rows_; ///< the array, and its elements
    std::vector<JsonNode> cells_;
};

} // namespace zws::points
