// SPDX-License-Identifier: MIT
#include "libcommon/codec/formats.hpp"

#include "libcommon/codec/byte_reader.hpp"

namespace zws::codec {

namespace {

/// The types of PMT (pmt_serial_tags.h). Their numbers are big-endian.
struct Pmt {
    enum Type : unsigned {
        symbol = 0x02,
        int32 = 0x03,
        real = 0x04,
        complex = 0x05,
        pair = 0x07,
        vector = 0x08,
        dict = 0x09,
        uniform_vector = 0x0a,
        uint64 = 0x0b,
        tuple = 0x0c,
        int64 = 0x0d
    };
};

bool skip(ByteReader& in, std::optional<std::uint64_t> bytes)
{
    return bytes && in.read(*bytes);
}

/// Bytes of an element of a uniform vector of the type `type`; none where there is no such type.
std::optional<std::uint64_t> element_size(std::uint64_t type)
{
    constexpr std::string_view sizes("\1\1\2\2\4\4\10\10\4\10\10\20", 12); // u8 to complex of doubles
    if (type >= sizes.size())
        return std::nullopt;
    return static_cast<std::uint64_t>(sizes[static_cast<std::size_t>(type)]);
}

/// The type, the count, some padding after its own size, and the elements.
bool skip_uniform_vector(ByteReader& in)
{
    const auto type = in.number(1);
    const auto size = type ? element_size(*type) : std::nullopt;
    const auto count = in.number(4);
    if (!size || !count || !skip(in, in.number(1)))
        return false;
    return skip(in, *size * *count);
}

/// Passes over one value without those inside it, and returns how many these are; none where it is cut off or
/// of an unknown type.
std::optional<std::uint64_t> skip_outer(ByteReader& in)
{
    const auto only_if = [](bool good) { return good ? std::optional<std::uint64_t>(0) : std::nullopt; };
    const auto type = in.number(1);
    if (!type)
        return std::nullopt;
    switch (*type) {
    case 0x00: // true
    case 0x01: // false
    case 0x06: // null
        return 0;
    case Pmt::symbol:
        return only_if(skip(in, in.number(2)));
    case Pmt::int32:
        return only_if(skip(in, 4));
    case Pmt::real:
    case Pmt::uint64:
    case Pmt::int64:
        return only_if(skip(in, 8));
    case Pmt::complex:
        return only_if(skip(in, 16));
    case Pmt::pair:
    case Pmt::dict:
        return 2;
    case Pmt::vector:
    case Pmt::tuple:
        return in.number(4);
    case Pmt::uniform_vector:
        return only_if(skip_uniform_vector(in));
    default:
        return std::nullopt;
    }
}

/// Passes over a value with all that is in it; lists can be nested deeply, so this does not call itself.
bool skip_value(ByteReader& in)
{
    for (std::uint64_t pending = 1; pending > 0; --pending) {
        const auto inside = skip_outer(in);
        if (!inside || *inside > in.left()) // each has a byte at least
            return false;
        pending += *inside;
    }
    return true;
}

bool skip_tag(ByteReader& in)
{
    constexpr std::uint64_t offset_size = 8;
    return skip(in, offset_size) && skip_value(in) && skip_value(in) && skip_value(in); // key, value, source
}

} // namespace

std::string_view without_stream_tags(std::string_view message)
{
    constexpr std::uint64_t magic = 0x5ff0;
    constexpr std::uint64_t version = 1;
    ByteReader in(message);
    if (in.number(2, std::endian::native) != magic || in.number(1) != version || !skip(in, 8))
        return message;
    const auto tags = in.number(8, std::endian::native);
    if (!tags || *tags > in.left())
        return message;
    for (std::uint64_t i = 0; i < *tags; ++i) {
        if (!skip_tag(in))
            return message;
    }
    return message.substr(message.size() - in.left());
}

} // namespace zws::codec
