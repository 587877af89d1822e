// SPDX-License-Identifier: MIT
#include "libcommon/codec/cbor/reader.hpp"

namespace zws::codec::cbor {

namespace {

/// -1 - what the bytes say.
Whole negative_of(std::string magnitude)
{
    increment(magnitude);
    return {true, std::move(magnitude)};
}

} // namespace

/// A number, or a string of bytes that is tagged as one.
bool Reader::whole(const Head& head, Whole& into)
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

bool Reader::big(const Head& head)
{
    Whole number;
    if (!whole(head, number))
        return false;
    std::string text;
    append_whole(text, number.negative, decimal_digits(number.magnitude));
    return json_.literal(text);
}

/// An exponent, of base 10 or 2, and a mantissa.
bool Reader::fraction(const Head& head)
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

} // namespace zws::codec::cbor
