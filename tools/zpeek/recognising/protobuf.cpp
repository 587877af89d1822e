// SPDX-License-Identifier: MIT
#include "tools/zpeek/recognising/protobuf.hpp"

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <map>

namespace zws::peek {

namespace {

/// Of the encoding of Protocol Buffers.
enum WireType : unsigned { varint = 0, eight_bytes = 1, length_delimited = 2, four_bytes = 5 };

using WireFields = std::map<std::uint64_t, unsigned>; ///< wire types, by field numbers

std::optional<std::uint64_t> read_varint(codec::ByteReader& in)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const auto byte = in.number(1);
        if (!byte)
            return std::nullopt;
        value |= (*byte & 0x7fU) << shift;
        if ((*byte & 0x80U) == 0)
            return value;
    }
    return std::nullopt;
}

bool skip_value(codec::ByteReader& in, unsigned type)
{
    switch (type) {
    case varint:
        return read_varint(in).has_value();
    case eight_bytes:
        return in.read(8).has_value();
    case four_bytes:
        return in.read(4).has_value();
    case length_delimited: {
        const auto length = read_varint(in);
        return length && in.read(*length);
    }
    default:
        return false;
    }
}

/// Adds the fields of a message; false where it is none.
bool add_fields(std::string_view bytes, WireFields& fields)
{
    constexpr std::uint64_t most_number = 1000; // people count from 1
    codec::ByteReader in(bytes);
    while (in.left() > 0) {
        const auto tag = read_varint(in);
        if (!tag || *tag >> 3U == 0 || *tag >> 3U > most_number)
            return false;
        const auto type = static_cast<unsigned>(*tag & 7U);
        const auto [known, added] = fields.try_emplace(*tag >> 3U, type);
        if (known->second != type || !skip_value(in, type))
            return false;
    }
    return true;
}

bool is_in_name(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
}

} // namespace

std::optional<Encoding> as_protobuf(const Column& frames)
{
    constexpr std::size_t least = 4; // bytes of a message that tells something
    WireFields fields;
    std::size_t telling = 0;
    for (const auto frame : frames) {
        if (!add_fields(frame, fields))
            return std::nullopt;
        telling += frame.size() >= least ? 1 : 0;
    }
    if (telling == 0 || fields.empty())
        return std::nullopt;
    return Encoding{"protobuf",
                    "its bytes are " + std::to_string(fields.size()) +
                        (fields.size() == 1 ? " field" : " fields") + " of Protocol Buffers, whole",
                    Surety::perhaps};
}

bool is_type_name(std::string_view bytes)
{
    const auto dot = bytes.rfind('.');
    constexpr std::size_t longest = 200; // bytes
    if (dot == std::string_view::npos || dot == 0 || dot + 1 >= bytes.size() || bytes.size() > longest)
        return false;
    const char type = bytes[dot + 1];
    return type >= 'A' && type <= 'Z' && bytes.find("..") == std::string_view::npos && bytes[0] != '.' &&
           !is_digit(bytes[0]) && std::all_of(bytes.begin(), bytes.end(), is_in_name);
}

} // namespace zws::peek
