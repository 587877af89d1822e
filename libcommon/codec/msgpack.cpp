// SPDX-License-Identifier: MIT
#include "libcommon/codec/formats.hpp"

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/codec/digits.hpp"
#include "libcommon/codec/json_builder.hpp"
#include "libcommon/text/base64.hpp"

namespace zws::codec {

namespace {

class Msgpack {
public:
    Msgpack(std::string_view bytes, std::string& out) : in_(bytes), json_(out) {}

    std::string run()
    {
        if (value() && in_.left() > 0)
            json_.fail(std::to_string(in_.left()) + " bytes after the value");
        return json_.error();
    }

private:
    bool cut_off() { return json_.fail("it is cut off"); }
    bool value();
    bool tagged(unsigned tag);
    bool sized(unsigned tag);
    bool integer(std::size_t size, bool is_signed);
    bool floating(std::size_t size);
    bool bytes(std::uint64_t size);
    bool array(std::uint64_t count);
    bool map(std::uint64_t count);
    bool extension(std::uint64_t size);
    bool timestamp(std::string_view data);

    ByteReader in_;
    JsonBuilder json_;
};

bool Msgpack::value()
{
    const auto first = in_.number(1);
    if (!first)
        return cut_off();
    const auto tag = static_cast<unsigned>(*first);
    if (tag <= 0x7f)
        return json_.natural(tag);
    if (tag <= 0x8f)
        return map(tag & 0xfU);
    if (tag <= 0x9f)
        return array(tag & 0xfU);
    if (tag <= 0xbf)
        return bytes(tag & 0x1fU);
    if (tag >= 0xe0)
        return json_.integer(static_cast<int>(tag) - 0x100);
    return tagged(tag);
}

bool Msgpack::tagged(unsigned tag)
{
    switch (tag) {
    case 0xc0:
        return json_.literal("null");
    case 0xc1:
        return json_.fail("a byte 0xc1, which means nothing");
    case 0xc2:
        return json_.literal("false");
    case 0xc3:
        return json_.literal("true");
    case 0xca:
        return floating(4);
    case 0xcb:
        return floating(8);
    case 0xcc:
    case 0xcd:
    case 0xce:
    case 0xcf:
        return integer(std::size_t{1} << (tag - 0xcc), false);
    case 0xd0:
    case 0xd1:
    case 0xd2:
    case 0xd3:
        return integer(std::size_t{1} << (tag - 0xd0), true);
    case 0xd4:
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8:
        return extension(std::uint64_t{1} << (tag - 0xd4));
    default:
        return sized(tag);
    }
}

/// What has its size, of 1, 2 or 4 bytes, after the tag.
bool Msgpack::sized(unsigned tag)
{
    const auto size_in = [this](unsigned power) { return in_.number(std::size_t{1} << power); };
    const bool binary = tag <= 0xc6;
    const bool extended = tag >= 0xc7 && tag <= 0xc9;
    const bool text = tag >= 0xd9 && tag <= 0xdb;
    const unsigned first = binary ? 0xc4 : extended ? 0xc7 : text ? 0xd9 : tag <= 0xdd ? 0xdb : 0xdd;
    const auto size = size_in(tag - first);
    if (!size)
        return cut_off();
    if (extended)
        return extension(*size);
    if (binary || text)
        return bytes(*size);
    return tag <= 0xdd ? array(*size) : map(*size);
}

bool Msgpack::integer(std::size_t size, bool is_signed)
{
    const auto data = in_.read(size);
    if (!data)
        return cut_off();
    return is_signed ? json_.integer(signed_of(*data, std::endian::big))
                     : json_.natural(unsigned_of(*data, std::endian::big));
}

bool Msgpack::floating(std::size_t size)
{
    const auto bits = in_.number(size);
    if (!bits)
        return cut_off();
    return size == 4 ? json_.floating(std::bit_cast<float>(static_cast<std::uint32_t>(*bits)))
                     : json_.floating(std::bit_cast<double>(*bits));
}

bool Msgpack::bytes(std::uint64_t size)
{
    const auto data = in_.read(size);
    return data ? json_.bytes(*data) : cut_off();
}

bool Msgpack::array(std::uint64_t count)
{
    if (!json_.open('['))
        return false;
    for (std::uint64_t i = 0; i < count; ++i) {
        if ((i > 0 && !json_.comma()) || !value())
            return false;
    }
    return json_.close(']');
}

bool Msgpack::map(std::uint64_t count)
{
    if (!json_.open('{'))
        return false;
    for (std::uint64_t i = 0; i < count; ++i) {
        if (i > 0 && !json_.comma())
            return false;
        json_.begin_name();
        if (!value() || !json_.end_name() || !value())
            return false;
    }
    return json_.close('}');
}

bool Msgpack::extension(std::uint64_t size)
{
    const auto type = in_.read(1);
    const auto data = type ? in_.read(size) : std::nullopt;
    if (!data)
        return cut_off();
    const auto number = signed_of(*type, std::endian::big);
    if (number == -1 && (size == 4 || size == 8 || size == 12))
        return timestamp(*data);
    std::string text = "{\"ext\":" + std::to_string(number) + ",\"b64\":\"";
    append_base64(text, *data);
    return json_.literal(text + "\"}");
}

/// 32 bits of seconds, or 30 of nanoseconds and 34 of seconds, or 32 of nanoseconds and 64 of seconds. The
/// seconds are written with all their decimals: a double has no room for nanoseconds.
bool Msgpack::timestamp(std::string_view data)
{
    ByteReader in(data);
    std::uint64_t nanoseconds = 0;
    std::int64_t seconds = 0;
    if (data.size() == 4) {
        seconds = static_cast<std::int64_t>(*in.number(4));
    } else if (data.size() == 8) {
        const std::uint64_t both = *in.number(8);
        nanoseconds = both >> 34U;
        seconds = static_cast<std::int64_t>(both & 0x3'ffff'ffffU);
    } else {
        nanoseconds = *in.number(4);
        seconds = signed_of(*in.read(8), std::endian::big);
    }
    std::string text;
    return append_seconds(text, seconds, static_cast<std::int64_t>(nanoseconds))
               ? json_.literal(text)
               : json_.fail("a time of " + std::to_string(nanoseconds) + " nanoseconds");
}

} // namespace

std::string msgpack_to_json(std::string_view bytes, std::string& out)
{
    return Msgpack(bytes, out).run();
}

} // namespace zws::codec
