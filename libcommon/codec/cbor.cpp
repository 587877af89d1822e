// SPDX-License-Identifier: MIT
#include "libcommon/codec/cbor.hpp"

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/codec/json_builder.hpp"

#include <cmath>

namespace zws::codec {

namespace {

/// The first byte of an item and what follows it (RFC 8949 section 3).
struct Head {
    unsigned major = 0;
    unsigned info = 0;
    std::uint64_t argument = 0;

    bool indefinite() const { return info == 31; }
    bool is_break() const { return major == 7 && info == 31; }
};

double half(std::uint64_t bits)
{
    const auto exponent = static_cast<int>(bits >> 10U & 0x1fU);
    const auto mantissa = static_cast<double>(bits & 0x3ffU);
    const double magnitude = exponent == 0    ? std::ldexp(mantissa, -24)
                             : exponent == 31 ? (mantissa == 0 ? INFINITY : NAN)
                                              : std::ldexp(mantissa + 1024, exponent - 25);
    return (bits & 0x8000U) != 0 ? -magnitude : magnitude;
}

class Cbor {
public:
    Cbor(std::string_view bytes, std::string& out) : in_(bytes), json_(out) {}

    std::string run()
    {
        if (value() && in_.left() > 0)
            json_.fail(std::to_string(in_.left()) + " bytes behind the item");
        return json_.error();
    }

private:
    bool cut_off() { return json_.fail("it is cut off"); }
    bool head(Head& head);
    bool untagged(Head& head);
    bool value();
    bool item(const Head& head);
    bool negative(std::uint64_t argument);
    bool simple(const Head& head);
    bool bytes(const Head& head);
    bool array(const Head& head);
    bool map(const Head& head);

    ByteReader in_;
    JsonBuilder json_;
};

bool Cbor::head(Head& head)
{
    const auto first = in_.number(1);
    if (!first)
        return cut_off();
    head.major = static_cast<unsigned>(*first) >> 5U;
    head.info = static_cast<unsigned>(*first) & 0x1fU;
    if (head.info >= 28 && head.info <= 30)
        return json_.fail("a length that means nothing");
    if (head.info == 31 && (head.major <= 1 || head.major == 6))
        return json_.fail("an indefinite length where none can be");
    const bool follows = head.info >= 24 && head.info <= 27;
    const auto argument = follows ? in_.number(std::size_t{1} << (head.info - 24)) : head.info;
    if (!argument)
        return cut_off();
    head.argument = *argument;
    return true;
}

/// The head of the next item, behind its tags.
bool Cbor::untagged(Head& head)
{
    constexpr unsigned tag = 6;
    do {
        if (!this->head(head))
            return false;
    } while (head.major == tag);
    return true;
}

bool Cbor::value()
{
    Head first;
    return untagged(first) && item(first);
}

bool Cbor::item(const Head& head)
{
    switch (head.major) {
    case 0:
        return json_.natural(head.argument);
    case 1:
        return negative(head.argument);
    case 2:
    case 3:
        return bytes(head);
    case 4:
        return array(head);
    case 5:
        return map(head);
    default:
        return simple(head);
    }
}

/// -1 - argument, which can be beyond 64 bits.
bool Cbor::negative(std::uint64_t argument)
{
    if (argument <= INT64_MAX)
        return json_.integer(-1 - static_cast<std::int64_t>(argument));
    return json_.floating(-1.0 - static_cast<double>(argument));
}

bool Cbor::simple(const Head& head)
{
    switch (head.info) {
    case 20:
        return json_.literal("false");
    case 21:
        return json_.literal("true");
    case 25:
        return json_.floating(half(head.argument));
    case 26:
        return json_.floating(std::bit_cast<float>(static_cast<std::uint32_t>(head.argument)));
    case 27:
        return json_.floating(std::bit_cast<double>(head.argument));
    case 31:
        return json_.fail("a break where none can be");
    default:
        return json_.literal("null");
    }
}

/// A string of bytes or text; one of indefinite length comes in pieces of its own kind.
bool Cbor::bytes(const Head& head)
{
    if (!head.indefinite()) {
        const auto data = in_.take(head.argument);
        return data ? json_.bytes(*data) : cut_off();
    }
    std::string whole;
    for (Head piece;;) {
        if (!this->head(piece))
            return false;
        if (piece.is_break())
            return json_.bytes(whole);
        if (piece.major != head.major || piece.indefinite())
            return json_.fail("a piece of a string that is none");
        const auto data = in_.take(piece.argument);
        if (!data)
            return cut_off();
        whole += *data;
    }
}

bool Cbor::array(const Head& head)
{
    if (!json_.open('['))
        return false;
    for (std::uint64_t i = 0; head.indefinite() || i < head.argument; ++i) {
        Head first;
        if (!untagged(first))
            return false;
        if (head.indefinite() && first.is_break())
            break;
        if ((i > 0 && !json_.comma()) || !item(first))
            return false;
    }
    return json_.close(']');
}

bool Cbor::map(const Head& head)
{
    if (!json_.open('{'))
        return false;
    for (std::uint64_t i = 0; head.indefinite() || i < head.argument; ++i) {
        Head first;
        if (!untagged(first))
            return false;
        if (head.indefinite() && first.is_break())
            break;
        if (i > 0 && !json_.comma())
            return false;
        json_.begin_name();
        if (!item(first) || !json_.end_name() || !value())
            return false;
    }
    return json_.close('}');
}

} // namespace

std::string cbor_to_json(std::string_view bytes, std::string& out)
{
    return Cbor(bytes, out).run();
}

} // namespace zws::codec
