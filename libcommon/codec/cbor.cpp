// SPDX-License-Identifier: MIT
#include "libcommon/codec/formats.hpp"

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/codec/digits.hpp"
#include "libcommon/codec/json_builder.hpp"
#include "libcommon/text/base64.hpp"

namespace zws::codec {

namespace {

/// The first byte of an item and what follows it (RFC 8949 section 3).
struct Head {
    unsigned major = 0;
    unsigned info = 0;
    std::uint64_t argument = 0;
    std::optional<std::uint64_t> tag = {}; ///< the innermost before the item

    bool tagged(std::uint64_t first, std::uint64_t last) const
    {
        return tag && *tag >= first && *tag <= last;
    }
    bool indefinite() const { return info == 31; }
    bool is_break() const { return major == 7 && info == 31; }
};

/// The tags that change what an item becomes (RFC 8949 section 3.4).
struct Tag {
    enum : std::uint64_t {
        bignum = 2,
        negative_bignum = 3,
        decimal_fraction = 4,
        bigfloat = 5,
        to_base64url = 21,
        to_base64 = 22,
        to_base16 = 23
    };
};

/// -1 - what the bytes say.
Whole negative_of(std::string magnitude)
{
    increment(magnitude);
    return {true, std::move(magnitude)};
}

class Cbor {
public:
    Cbor(std::string_view bytes, std::string& out) : in_(bytes), json_(out) {}

    std::string run()
    {
        if (value() && in_.left() > 0)
            json_.fail(std::to_string(in_.left()) + " bytes after the item");
        return json_.error();
    }

private:
    bool cut_off() { return json_.fail("it is cut off"); }
    bool head(Head& head);
    bool untagged(Head& head);
    bool value();
    bool item(const Head& head);
    bool whole(const Head& head, Whole& into);
    bool big(const Head& head);
    bool fraction(const Head& head);
    bool simple(const Head& head);
    bool bytes(const Head& head);
    bool gather(const Head& head, std::string& whole);
    bool encoded(const Head& head);
    template <class Take>
    bool each(const Head& head, char open, char close, Take take);
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

/// The head of the next item, after its tags.
bool Cbor::untagged(Head& head)
{
    constexpr unsigned tag = 6;
    std::optional<std::uint64_t> innermost;
    while (this->head(head)) {
        if (head.major != tag) {
            head.tag = innermost;
            return true;
        }
        innermost = head.argument;
    }
    return false;
}

bool Cbor::value()
{
    Head first;
    return untagged(first) && item(first);
}

/// Between brackets, with commas: what `take` makes of each item, or of each name and the value after it.
template <class Take>
bool Cbor::each(const Head& head, char open, char close, Take take)
{
    if (!json_.open(open))
        return false;
    for (std::uint64_t i = 0; head.indefinite() || i < head.argument; ++i) {
        Head first;
        if (!untagged(first))
            return false;
        if (head.indefinite() && first.is_break())
            break;
        if ((i > 0 && !json_.comma()) || !take(first))
            return false;
    }
    return json_.close(close);
}

bool Cbor::item(const Head& head)
{
    switch (head.major) {
    case 0:
        return json_.natural(head.argument);
    case 1:
        return big(head);
    case 2:
        return head.tagged(Tag::bignum, Tag::negative_bignum)   ? big(head)
               : head.tagged(Tag::to_base64url, Tag::to_base16) ? encoded(head)
                                                                : bytes(head);
    case 3:
        return bytes(head);
    case 4:
        return head.tagged(Tag::decimal_fraction, Tag::bigfloat)
                   ? fraction(head)
                   : each(head, '[', ']', [this](const Head& first) { return item(first); });
    case 5:
        return map(head);
    default:
        return simple(head);
    }
}

/// A number, or a string of bytes that is tagged as one.
bool Cbor::whole(const Head& head, Whole& into)
{
    if (head.major <= 1) {
        into = head.major == 0 ? Whole{false, big_endian(head.argument)}
                               : negative_of(big_endian(head.argument));
        return true;
    }
    if (head.major != 2 || !head.tagged(Tag::bignum, Tag::negative_bignum))
        return json_.fail("a number of another kind than its tag tells");
    std::string magnitude;
    if (!gather(head, magnitude))
        return false;
    if (magnitude.size() > most_number)
        return json_.fail("a number of more than " + std::to_string(most_number) + " bytes");
    into = head.tag == Tag::negative_bignum ? negative_of(std::move(magnitude))
                                            : Whole{false, std::move(magnitude)};
    return true;
}

bool Cbor::big(const Head& head)
{
    Whole number;
    if (!whole(head, number))
        return false;
    std::string text;
    append_whole(text, number.negative, decimal_digits(number.magnitude));
    return json_.literal(text);
}

/// An exponent, of base 10 or 2, and a mantissa.
bool Cbor::fraction(const Head& head)
{
    Head exponent;
    Head first;
    Whole mantissa;
    if (head.indefinite() || head.argument != 2)
        return json_.fail("a fraction without exponent and mantissa");
    if (!untagged(exponent))
        return false;
    if (exponent.major > 1 || exponent.argument > INT64_MAX)
        return json_.fail("a fraction whose exponent is not a number of 64 bits");
    if (!untagged(first) || !whole(first, mantissa))
        return false;
    const auto value = static_cast<std::int64_t>(exponent.argument);
    const std::int64_t power = exponent.major == 0 ? value : -1 - value;
    std::string text;
    if (head.tag == Tag::bigfloat)
        append_binary(text, mantissa, power);
    else
        append_decimal(text, mantissa.negative, decimal_digits(mantissa.magnitude), power);
    return json_.literal(text);
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

bool Cbor::bytes(const Head& head)
{
    if (!head.indefinite()) {
        const auto data = in_.read(head.argument);
        return data ? json_.bytes(*data) : cut_off();
    }
    std::string whole;
    return gather(head, whole) && json_.bytes(whole);
}

/// A string of bytes or text; one of indefinite length comes in pieces of its own kind.
bool Cbor::gather(const Head& head, std::string& whole)
{
    Head piece = head;
    for (bool more = true; more; more = head.indefinite()) {
        if (head.indefinite() && !this->head(piece))
            return false;
        if (piece.is_break())
            return true;
        if (piece.major != head.major || piece.indefinite())
            return json_.fail("a piece of a string that is none");
        const auto data = in_.read(piece.argument);
        if (!data)
            return cut_off();
        whole += *data;
    }
    return true;
}

/// Bytes whose tag tells which text they become in JSON.
bool Cbor::encoded(const Head& head)
{
    std::string bytes;
    if (!gather(head, bytes))
        return false;
    std::string text;
    if (head.tag == Tag::to_base16)
        append_hexadecimal(text, bytes);
    else if (head.tag == Tag::to_base64url)
        append_base64url(text, bytes);
    else
        append_base64(text, bytes);
    return json_.bytes(text);
}

bool Cbor::map(const Head& head)
{
    return each(head, '{', '}', [this](const Head& name) {
        json_.begin_name();
        return item(name) && json_.end_name() && value();
    });
}

} // namespace

std::string cbor_to_json(std::string_view bytes, std::string& out)
{
    return Cbor(bytes, out).run();
}

} // namespace zws::codec
