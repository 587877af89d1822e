// SPDX-License-Identifier: MIT
#include "libcommon/codec/digits.hpp"
#include "libcommon/codec/protobuf/scalar.hpp"
#include "libcommon/codec/protobuf/transcript.hpp"

#include <bit>

namespace zws::codec::protobuf {

bool Transcript::scalar(const SchemaField& field, const Record& record)
{
    const auto number = meaning(field.kind, record.bits);
    switch (field.kind) {
    case Kind::float64:
        return json_.floating(std::bit_cast<double>(number));
    case Kind::float32:
        return json_.floating(std::bit_cast<float>(static_cast<std::uint32_t>(number)));
    case Kind::text:
        return json_.bytes(record.bytes);
    case Kind::bytes:
        return json_.base64(record.bytes);
    case Kind::boolean:
        return json_.literal(number != 0 ? "true" : "false");
    case Kind::uint64:
    case Kind::uint32:
    case Kind::fixed64:
    case Kind::fixed32:
        return json_.natural(number);
    default:
        break;
    }
    const auto whole = static_cast<std::int64_t>(number);
    if (field.names != nullptr) {
        const auto name = field.names->find(static_cast<std::int32_t>(whole));
        if (name != field.names->end())
            return json_.literal(name->second);
    }
    return json_.integer(whole);
}

/// A message by its type, as ProtoJSON has it where that is not an object of all fields.
bool Transcript::written(const Type& type, Range range)
{
    switch (type.special) {
    case Special::any:
        return any(type, range);
    case Special::duration:
    case Special::timestamp:
        return time(type, range);
    case Special::value:
        return chosen(type, range);
    case Special::list:
    case Special::structure:
    case Special::wrapper:
        return value(type.fields.front(), range);
    case Special::none:
        break;
    }
    return object(type, range);
}

/// The last record of a field; an empty one if there is none.
Record Transcript::last(const Type& type, std::uint32_t number, Range range)
{
    Record last;
    for (const SchemaField& field : type.fields) {
        const Range own = cut(range, field);
        if (field.number == number)
            each(own, [&last](const Record& record) {
                last = record;
                return true;
            });
    }
    return last;
}

/// The message that is in an Any, beside the address of its type; where the type is not known, the Any.
bool Transcript::any(const Type& type, Range range)
{
    const auto address = last(type, 1, range).bytes;
    const auto inside = last(type, 2, range).bytes;
    const auto known = schema_.types.find(address.substr(address.rfind('/') + 1)); // npos + 1 is 0
    if (known == schema_.types.end())
        return object(type, range);
    const std::size_t begin = work_.runs.size();
    if (!json_.open('{') || !json_.literal("\"@type\":") || !json_.bytes(address) ||
        !scan(known->second, {&inside, 1}))
        return false;
    const Range all{begin, work_.runs.size()};
    const bool good = known->second.special == Special::none
                          ? members(known->second, all, false)
                          : json_.literal(",\"value\":") && written(known->second, all);
    work_.runs.resize(begin);
    return good && json_.close('}');
}

/// Seconds with their decimals; an object where the nanoseconds are none.
bool Transcript::time(const Type& type, Range range)
{
    const auto seconds = static_cast<std::int64_t>(last(type, 1, range).bits);
    const auto nanoseconds = static_cast<std::int32_t>(last(type, 2, range).bits);
    std::string text;
    return append_seconds(text, seconds, nanoseconds) ? json_.literal(text) : object(type, range);
}

/// The one field that a Value has; null if it has none.
bool Transcript::chosen(const Type& type, Range range)
{
    for (const SchemaField& field : type.fields) {
        const Range own = cut(range, field);
        if (!own.empty())
            return field.kind == Kind::enumeration ? json_.literal("null") : value(field, own);
    }
    return json_.literal("null");
}

} // namespace zws::codec::protobuf
