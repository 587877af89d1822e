// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/arrays/array.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace zws::codec {

/// Values one after the other, and records that repeat up to the end of a message.
struct StructFormat {
    std::shared_ptr<const ElementType> header; ///< a record, which may have no fields
    std::shared_ptr<const ElementType> record; ///< what repeats, with the gap after it; nullptr: nothing
    std::size_t begin = 0;                     ///< of the first one
    std::size_t last_size = 0;                 ///< of the last one, which needs no gap after it
};

/// Reads FORMAT[:NAME...] such as "<IQ", "=Id+hh:seq:time:left:right": the notation of Python's module
/// struct, in which what comes after a plus repeats up to the end of the message, in native alignment as C
/// lays out an array of structs. Each value has a name in turn; one without has the number of its place, or
/// "data" if it is alone. A count makes an array of a value. Throws std::invalid_argument with what is wrong,
/// and the column of `text`.
StructFormat parse_struct_format(std::string_view text);

/// Appends what `bytes` are in that format as array_to_json() does. Returns why they are not, empty if they
/// are.
std::string struct_to_json(const StructFormat& format, std::string_view bytes, std::string& out);

} // namespace zws::codec
