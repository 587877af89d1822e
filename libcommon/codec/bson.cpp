// SPDX-License-Identifier: MIT
#include "libcommon/codec/formats.hpp"

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/codec/digits.hpp"
#include "libcommon/codec/json_builder.hpp"

namespace zws::codec {

namespace {

constexpr auto little = std::endian::little;

class Bson {
public:
    Bson(std::string_view bytes, std::string& out) : in_(bytes), json_(out) {}

    std::string run()
    {
        if (document('{', '}') && in_.left() > 0)
            json_.fail(std::to_string(in_.left()) + " bytes after the document");
        return json_.error();
    }

private:
    bool cut_off() { return json_.fail("it is cut off"); }
    bool document(char opening, char closing);
    bool elements(bool named);
    bool value(std::uint64_t type);
    bool other(std::uint64_t type);
    bool floating();
    bool signed_number(std::size_t size);
    bool time();
    bool text();
    bool binary();
    bool boolean();
    bool hexadecimal(std::size_t size);
    bool decimal();
    bool expression();
    bool pointer();
    bool scoped_code();

    ByteReader in_;
    JsonBuilder json_;
};

/// The length that stands in front is checked against what it holds.
bool Bson::document(char opening, char closing)
{
    const std::size_t before = in_.left();
    const auto length = in_.number(4, little);
    if (!length || *length > before)
        return cut_off();
    if (!json_.open(opening) || !elements(opening == '{'))
        return false;
    return before - in_.left() == *length ? json_.close(closing) : json_.fail("a length that is wrong");
}

bool Bson::elements(bool named)
{
    for (bool first = true;; first = false) {
        const auto type = in_.number(1);
        if (!type)
            return cut_off();
        if (*type == 0)
            return true;
        const auto name = in_.text();
        if (!name)
            return cut_off();
        if (!first && !json_.comma())
            return false;
        if (named) {
            json_.begin_name();
            if (!json_.bytes(*name) || !json_.end_name())
                return false;
        }
        if (!value(*type))
            return false;
    }
}

bool Bson::value(std::uint64_t type)
{
    switch (type) {
    case 0x01:
        return floating();
    case 0x02: // string
    case 0x0d: // code
    case 0x0e: // symbol
        return text();
    case 0x03:
        return document('{', '}');
    case 0x04:
        return document('[', ']');
    case 0x05:
        return binary();
    case 0x07:
        return hexadecimal(12);
    case 0x08:
        return boolean();
    case 0x09:
        return time();
    case 0x10:
        return signed_number(4);
    case 0x12:
        return signed_number(8);
    default:
        return other(type);
    }
}

bool Bson::other(std::uint64_t type)
{
    switch (type) {
    case 0x06: // undefined
    case 0x0a: // null
    case 0x7f: // the largest of all keys
    case 0xff: // the smallest
        return json_.literal("null");
    case 0x0b:
        return expression();
    case 0x0c:
        return pointer();
    case 0x0f:
        return scoped_code();
    case 0x11: {
        const auto stamp = in_.number(8, little);
        return stamp ? json_.natural(*stamp) : cut_off();
    }
    case 0x13:
        return decimal();
    default:
        return json_.fail("an element of the unknown type " + std::to_string(type));
    }
}

bool Bson::floating()
{
    const auto bits = in_.number(8, little);
    return bits ? json_.floating(std::bit_cast<double>(*bits)) : cut_off();
}

bool Bson::signed_number(std::size_t size)
{
    const auto data = in_.read(size);
    return data ? json_.integer(signed_of(*data, little)) : cut_off();
}

/// Milliseconds since 1970.
bool Bson::time()
{
    const auto data = in_.read(8);
    return data ? json_.floating(static_cast<double>(signed_of(*data, little)) / 1000) : cut_off();
}

bool Bson::text()
{
    const auto length = in_.number(4, little);
    const auto data = length && *length > 0 ? in_.read(*length) : std::nullopt;
    if (!data)
        return cut_off();
    if (data->back() != '\0')
        return json_.fail("a string without its end");
    return json_.bytes(data->substr(0, data->size() - 1));
}

bool Bson::binary()
{
    const auto length = in_.number(4, little);
    const auto subtype = length ? in_.number(1) : std::nullopt;
    const auto data = subtype ? in_.read(*length) : std::nullopt;
    return data ? json_.bytes(*data) : cut_off();
}

bool Bson::boolean()
{
    const auto byte = in_.number(1);
    return byte ? json_.literal(*byte != 0 ? "true" : "false") : cut_off();
}

bool Bson::hexadecimal(std::size_t size)
{
    const auto data = in_.read(size);
    if (!data)
        return cut_off();
    std::string text;
    append_hexadecimal(text, *data);
    return json_.bytes(text);
}

/// A decimal of 128 bits, its digits as a binary number (IEEE 754-2008 section 3.5.2). Infinities and
/// not-a-number have no place in JSON.
bool Bson::decimal()
{
    constexpr unsigned digits_bits = 49; // of the high half
    constexpr std::int64_t bias = 6176;
    constexpr std::uint64_t special = 0xfU << 27U; // four bits after the sign
    const auto low = in_.number(8, little);
    const auto high = in_.number(8, little);
    if (!high)
        return cut_off();
    if ((*high >> 32U & special) == special)
        return json_.literal("null");
    // Two bits more of the exponent mean more digits than there can be; such a number counts as 0.
    const bool too_many = (*high >> 61U & 3U) == 3;
    const auto exponent = static_cast<std::int64_t>(*high >> (too_many ? 47U : digits_bits) & 0x3fffU) - bias;
    std::string digits = "0";
    if (!too_many)
        digits =
            decimal_digits(big_endian(*high & ((std::uint64_t{1} << digits_bits) - 1)) + big_endian(*low));
    std::string text;
    append_decimal(text, *high >> 63U != 0, digits.size() > 34 ? "0" : digits, exponent);
    return json_.literal(text);
}

/// A regular expression and its options.
bool Bson::expression()
{
    const auto pattern = in_.text();
    const auto options = pattern ? in_.text() : std::nullopt;
    if (!options)
        return cut_off();
    return json_.bytes('/' + std::string(*pattern) + '/' + std::string(*options));
}

/// A name and an object id, of which the latter is shown.
bool Bson::pointer()
{
    const auto length = in_.number(4, little);
    return length && in_.read(*length) ? hexadecimal(12) : cut_off();
}

/// Code, followed by the document of its variables.
bool Bson::scoped_code()
{
    if (!in_.number(4, little))
        return cut_off();
    return json_.open('[') && text() && json_.comma() && document('{', '}') && json_.close(']');
}

} // namespace

std::string bson_to_json(std::string_view bytes, std::string& out)
{
    return Bson(bytes, out).run();
}

} // namespace zws::codec
