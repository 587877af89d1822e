// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/struct_format.hpp"

#include <optional>

namespace zws::codec {

namespace {

std::string header_only(const StructFormat& format, std::string_view bytes, std::string& out)
{
    if (bytes.size() == format.header->size)
        return array_to_json({format.header, {}, bytes}, "", out);
    return std::to_string(bytes.size()) + " bytes, where the format has " +
           std::to_string(format.header->size);
}

/// How many records there are in so many bytes; none where it is not a whole number.
std::optional<std::uint64_t> record_count(const StructFormat& format, std::size_t bytes)
{
    const auto stride = format.record->size;
    const auto whole = bytes / stride;
    if (bytes % stride == 0)
        return whole;
    return bytes % stride == format.last_size ? std::optional(whole + 1) : std::nullopt;
}

} // namespace

std::string struct_to_json(const StructFormat& format, std::string_view bytes, std::string& out)
{
    if (!format.record)
        return header_only(format, bytes, out);
    const bool has_records = bytes.size() >= format.begin;
    const bool has_none = bytes.size() == format.header->size;
    const auto count = has_records ? record_count(format, bytes.size() - format.begin)
                       : has_none  ? std::optional<std::uint64_t>(0)
                                   : std::nullopt;
    if (!count)
        return std::to_string(bytes.size()) + " bytes, where the format has " + std::to_string(format.begin) +
               " and a whole number of records of " + std::to_string(format.record->size);
    std::string members;
    JsonBuilder json(members);
    if (!write_fields(json, *format.header, bytes.data()))
        return json.error();
    const auto records = has_records ? bytes.substr(format.begin) : std::string_view();
    return array_to_json({format.record, {*count}, records, {format.record->size}}, members, out);
}

} // namespace zws::codec
