// SPDX-License-Identifier: MIT
#include "libcommon/codec/cbor/reader.hpp"

#include "libcommon/codec/formats.hpp"
#include "libcommon/text/base64.hpp"

namespace zws::codec::cbor {

std::string Reader::run()
{
    if (value() && in_.left() > 0)
        json_.fail(std::to_string(in_.left()) + " bytes after the item");
    return json_.error();
}

bool Reader::head(Head& head)
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
bool Reader::untagged(Head& head)
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

bool Reader::value()
{
    Head first;
    return untagged(first) && item(first);
}

/// Between brackets, with commas: what `take` makes of each item, or of each name and the value after it.
template <class Take>
bool Reader::each(const Head& head, char open, char close, Take take)
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

bool Reader::item(const Head& head)
{
    switch (head.major) {
    case 0:
        return json_.natural(head.argument);
    case 1:
        return big(head);
    case 2:
        return text(head);
    case 3:
        return bytes(head);
    case 4:
        return list(head);
    case 5:
        return map(head);
    default:
        return simple(head);
    }
}

/// A string of bytes, whose tag tells what it is.
bool Reader::text(const Head& head)
{
    if (head.tagged(Tag::bignum, Tag::negative_bignum))
        return big(head);
    if (head.tagged(Tag::to_base64url, Tag::to_base16))
        return encoded(head);
    return head.tagged(Tag::first_typed_array, Tag::last_typed_array) ? typed_array(head) : bytes(head);
}

/// An array, or what its tag makes of one.
bool Reader::list(const Head& head)
{
    if (head.tagged(Tag::decimal_fraction, Tag::bigfloat))
        return fraction(head);
    if (head.tag == Tag::rows)
        return dimensions(head);
    if (head.tag == Tag::columns)
        return dimensions(head);
    if (head.tag == Tag::compressed)
        return compressed(head);
    return each(head, '[', ']', [this](const Head& first) { return item(first); });
}

bool Reader::simple(const Head& head)
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

bool Reader::bytes(const Head& head)
{
    if (!head.indefinite()) {
        const auto data = in_.read(head.argument);
        return data ? json_.bytes(*data) : cut_off();
    }
    std::string whole;
    return gather(head, whole) && json_.bytes(whole);
}

/// A string of bytes or text; one of indefinite length comes in pieces of its own kind.
bool Reader::gather(const Head& head, std::string& whole)
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
bool Reader::encoded(const Head& head)
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

bool Reader::map(const Head& head)
{
    return each(head, '{', '}', [this](const Head& name) {
        json_.begin_name();
        return item(name) && json_.end_name() && value();
    });
}

} // namespace zws::codec::cbor

namespace zws::codec {

std::string cbor_to_json(std::string_view bytes, std::string& out)
{
    return cbor::Reader(bytes, out).run();
}

} // namespace zws::codec
