// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/records.hpp"

namespace zws::codec::protobuf {

Wire wire_of(Kind kind)
{
    switch (kind) {
    case Kind::float64:
    case Kind::fixed64:
    case Kind::sfixed64:
        return Wire::fixed64;
    case Kind::float32:
    case Kind::fixed32:
    case Kind::sfixed32:
        return Wire::fixed32;
    case Kind::text:
    case Kind::bytes:
    case Kind::message:
        return Wire::length;
    case Kind::group:
        return Wire::group;
    default:
        return Wire::varint;
    }
}

bool takes(const SchemaField& field, Wire wire)
{
    const Wire usual = wire_of(field.kind);
    return wire == usual ||
           (wire == Wire::length && field.form == FieldForm::repeated && usual != Wire::group);
}

bool Records::fail(const char* why)
{
    error_ = why;
    return false;
}

bool Records::next(Record& record)
{
    if (in_.left() == 0 || error_ != nullptr)
        return false;
    record.begin = at();
    if (!tag(record) || !value(record, 0))
        return false;
    record.end = at();
    return true;
}

bool Records::tag(Record& record)
{
    const auto tag = in_.varint();
    if (!tag)
        return fail("it is cut off");
    const auto wire = static_cast<unsigned>(*tag & 7U);
    const auto number = *tag >> 3U;
    constexpr std::uint64_t most = (std::uint64_t{1} << 29U) - 1;
    if (number == 0 || number > most)
        return fail("a number of a field that cannot be");
    if (wire > static_cast<unsigned>(Wire::fixed32))
        return fail("a wire type that means nothing");
    record.number = static_cast<std::uint32_t>(number);
    record.wire = static_cast<Wire>(wire);
    return true;
}

bool Records::value(Record& record, unsigned groups)
{
    if (record.wire == Wire::group)
        return group(record, groups);
    if (record.wire == Wire::group_end)
        return fail("the end of a group that did not begin");
    if (record.wire == Wire::varint || record.wire == Wire::length) {
        const auto number = in_.varint();
        if (!number)
            return fail("it is cut off");
        record.bits = *number;
        if (record.wire == Wire::varint)
            return true;
        const auto bytes = in_.read(*number);
        record.bytes = bytes.value_or(std::string_view());
        return bytes || fail("it is cut off");
    }
    const auto number = in_.number(record.wire == Wire::fixed64 ? 8 : 4, std::endian::little);
    record.bits = number.value_or(0);
    return number || fail("it is cut off");
}

/// Up to the end of the group `record`, which has begun.
bool Records::group(Record& record, unsigned groups)
{
    if (groups == most_groups)
        return fail("groups that are nested deeper than 16");
    const char* const begin = at();
    for (Record inner;;) {
        const char* const end = at();
        if (!tag(inner))
            return false;
        if (inner.wire == Wire::group_end) {
            record.bytes = {begin, static_cast<std::size_t>(end - begin)};
            return inner.number == record.number || fail("a group that ends as another one");
        }
        if (!value(inner, groups + 1))
            return false;
    }
}

} // namespace zws::codec::protobuf
