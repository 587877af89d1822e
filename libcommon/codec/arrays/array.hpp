// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/arrays/scalar.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zws::codec {

using Shape = std::vector<std::uint64_t>;

/// Arrays have no more dimensions than this, as those of NumPy.
constexpr std::size_t most_dimensions = 64;

struct ElementType;

/// A member of a record.
struct ArrayField {
    std::string name;
    std::size_t offset; ///< bytes from the start of the record
    std::shared_ptr<const ElementType> type;
};

/// What an element of an array is: a scalar, or a record of fields; with a shape an array of those.
struct ElementType {
    Scalar scalar = {};                  ///< where there are no fields
    std::vector<ArrayField> fields = {}; ///< of a record
    Shape shape = {};                    ///< of the array in each element, in the order of C
    std::size_t size = 0;                ///< bytes of all
    std::string name = {};               ///< to be told

    bool is_record() const { return !fields.empty(); }
    /// Whether it is a record with a field that is named as a time is.
    bool has_time() const;
};

/// Elements in memory.
struct Array {
    std::shared_ptr<const ElementType> type;
    Shape shape;
    std::string_view bytes;
    Shape strides = {}; ///< bytes from one element to the next, in each dimension; lay_out() sets them
};

/// Sets the strides of elements without gaps between them: in the order of C, where the last index runs
/// first, or in that of Fortran, where the first one does. Returns why there is no such array, empty where it
/// has exactly these bytes.
std::string lay_out(Array& array, bool fortran);

/// Why an array with these strides reads beyond its bytes, empty where it does not.
std::string stride_error(const Array& array);

/// "(480,640)"
std::string shown(const Shape& shape);

/// Writes an array without strides that are wrong: nested as its dimensions are, without a dimension the only
/// element. A record becomes an object with an array for each field. False where `json` is full, or nested
/// too deep.
bool write_array(JsonBuilder& json, const Array& array);

/// The names that array_to_json() gives to what it writes.
std::vector<std::string_view> member_names(const ElementType& type);

/// Appends an array as a message which the page draws. Numbers are the member "data" of an object, records
/// have a member for each field. Records in one dimension that have a time are an array of objects. `members`
/// is JSON ("\"a\":1,\"b\":2") that comes first in each object, empty for nothing. Returns why there is none,
/// empty if all is well.
std::string array_to_json(const Array& array, std::string_view members, std::string& out);

/// Writes the members of the record at `first`, without brackets around them.
bool write_fields(JsonBuilder& json, const ElementType& record, const char* first);

} // namespace zws::codec
