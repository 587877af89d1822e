// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/well_known.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace zws::codec::protobuf {

namespace {

/// A type with the kinds of its fields, which have the numbers from 1.
struct Known {
    std::string_view name;
    Special special;
    FieldForm form; ///< of the first field
    std::vector<Kind> kinds;
};

const std::vector<Known>& known()
{
    constexpr FieldForm single = FieldForm::single;
    static const std::vector<Known> all{
        {"Any", Special::any, single, {Kind::text, Kind::bytes}},
        {"BoolValue", Special::wrapper, single, {Kind::boolean}},
        {"BytesValue", Special::wrapper, single, {Kind::bytes}},
        {"DoubleValue", Special::wrapper, single, {Kind::float64}},
        {"Duration", Special::duration, single, {Kind::int64, Kind::int32}},
        {"FloatValue", Special::wrapper, single, {Kind::float32}},
        {"Int32Value", Special::wrapper, single, {Kind::int32}},
        {"Int64Value", Special::wrapper, single, {Kind::int64}},
        {"ListValue", Special::list, FieldForm::repeated, {Kind::message}},
        {"StringValue", Special::wrapper, single, {Kind::text}},
        {"Struct", Special::structure, FieldForm::map, {Kind::message}},
        {"Timestamp", Special::timestamp, single, {Kind::int64, Kind::int32}},
        {"UInt32Value", Special::wrapper, single, {Kind::uint32}},
        {"UInt64Value", Special::wrapper, single, {Kind::uint64}},
        {"Value",
         Special::value,
         single,
         {Kind::enumeration, Kind::float64, Kind::text, Kind::boolean, Kind::message, Kind::message}}};
    return all;
}

bool has_kinds(const Type& type, const Known& known)
{
    const auto is = [&type](std::size_t i, Kind kind) {
        return type.fields[i].number == i + 1 && type.fields[i].kind == kind;
    };
    if (type.fields.size() != known.kinds.size() || type.fields.front().form != known.form)
        return false;
    for (std::size_t i = 0; i < known.kinds.size(); ++i) {
        if (!is(i, known.kinds[i]))
            return false;
    }
    return true;
}

} // namespace

Special special_of(const Type& type)
{
    constexpr std::string_view package = "google.protobuf.";
    if (!type.name.starts_with(package))
        return Special::none;
    for (const Known& each : known()) {
        if (type.name.substr(package.size()) == each.name && has_kinds(type, each))
            return each.special;
    }
    return Special::none;
}

} // namespace zws::codec::protobuf
