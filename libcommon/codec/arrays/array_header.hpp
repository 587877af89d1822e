// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/arrays/array.hpp"

#include <string>
#include <string_view>

namespace zws::codec {

/// What a header of JSON says of the bytes after it.
struct ArrayHeader {
    Array array = {};         ///< without bytes; strides where the header has some
    bool has_shape = false;   ///< else there is one dimension, as long as there are bytes
    bool fortran = false;     ///< the first index runs first
    std::string members = {}; ///< the others of the header, as JSON without brackets
};

/// Reads a header. The type is the member "dtype", "type", "data_type" or "datatype" (named as parse_dtype()
/// knows), the shape "shape", "dims", "dimensions" or "dim"; "order" is "C" or "F", or "fortran_order" a
/// boolean; "byteorder", "byte_order", "endian" or "endianness" is "little" or "big"; "strides" are bytes.
/// Throws std::invalid_argument with what is wrong; a header has 1 MiB at most.
ArrayHeader read_array_header(std::string_view text);

/// Whether it may be one: a JSON object, by its first character.
bool may_be_array_header(std::string_view frame);

} // namespace zws::codec
