// SPDX-License-Identifier: MIT
#include "libcommon/codec/cbor/reader.hpp"

#include "libcommon/codec/arrays/record.hpp"

namespace zws::codec::cbor {

namespace {

/// What a typed array consists of (RFC 8746 section 2.1); none for the reserved tag, and for floats of 128
/// bits, which are not decoded.
std::shared_ptr<const ElementType> element_of(std::uint64_t tag)
{
    const auto bits = static_cast<unsigned>(tag - Tag::first_typed_array);
    const bool is_float = (bits & 16U) != 0;
    const bool is_signed = (bits & 8U) != 0;
    const bool little = (bits & 4U) != 0;
    const std::size_t size = std::size_t{is_float ? 2U : 1U} << (bits & 3U);
    const bool reserved = is_signed && size == 1 && little;
    if (reserved || size > 8)
        return nullptr;
    const auto kind = is_float    ? Scalar::Kind::floating
                      : is_signed ? Scalar::Kind::signed_integer
                                  : Scalar::Kind::unsigned_integer;
    const std::string name = (is_float ? "float" : is_signed ? "int" : "uint") + std::to_string(8 * size);
    return make_scalar({kind, size, little ? std::endian::little : std::endian::big}, name);
}

/// A shape that leads out of memory is one of more than all items.
std::uint64_t count_of(const Shape& shape)
{
    std::uint64_t count = 1;
    for (const auto length : shape)
        count = length != 0 && count > UINT64_MAX / length ? UINT64_MAX : count * length;
    return count;
}

} // namespace

/// Numbers in a string of bytes: in one dimension, or in those of `shape`.
bool Reader::typed_array(const Head& head, const Shape* shape, bool columns)
{
    const auto element = element_of(*head.tag);
    if (!element)
        return json_.fail("a typed array of tag " + std::to_string(*head.tag) + ", which is not decoded");
    std::string pieces;
    if (head.indefinite() && !gather(head, pieces))
        return false;
    const auto data = head.indefinite() ? std::optional<std::string_view>(pieces) : in_.read(head.argument);
    if (!data)
        return cut_off();
    Array array{element, {data->size() / element->size}, *data};
    if (shape != nullptr)
        array.shape = *shape;
    const std::string why = lay_out(array, columns);
    return why.empty() ? write_array(json_, array) : json_.fail(why);
}

/// A shape, and what is in it (section 3.1).
bool Reader::dimensions(const Head& head)
{
    Shape shape;
    Head elements;
    if (head.indefinite() || head.argument != 2)
        return json_.fail("an array of several dimensions that is not a shape and elements");
    if (!read_shape(shape) || !untagged(elements))
        return false;
    const bool columns = head.tag == Tag::columns;
    if (elements.major == 2 && elements.tagged(Tag::first_typed_array, Tag::last_typed_array))
        return typed_array(elements, &shape, columns);
    if (elements.major == 4 && elements.tag == Tag::compressed)
        return compressed(elements);
    if (elements.major != 4 || elements.indefinite() || columns)
        return json_.fail("an array of several dimensions whose elements are not decoded");
    if (count_of(shape) != elements.argument)
        return json_.fail(std::to_string(elements.argument) + " items, where the shape is " + shown(shape));
    return items_in_shape(shape, 0);
}

bool Reader::read_shape(Shape& shape)
{
    Head first;
    if (!untagged(first))
        return false;
    if (first.major != 4 || first.indefinite() || first.argument > most_dimensions)
        return json_.fail("a shape that is not an array of lengths");
    for (std::uint64_t i = 0; i < first.argument; ++i) {
        Head length;
        if (!untagged(length))
            return false;
        if (length.major != 0)
            return json_.fail("a shape with a length that is not a whole number");
        shape.push_back(length.argument);
    }
    return true;
}

/// Items of any kind.
bool Reader::items_in_shape(const Shape& shape, std::size_t dimension)
{
    if (dimension == shape.size())
        return value();
    if (!json_.open('['))
        return false;
    for (std::uint64_t i = 0; i < shape[dimension]; ++i) {
        if ((i > 0 && !json_.comma()) || !items_in_shape(shape, dimension + 1))
            return false;
    }
    return json_.close(']');
}

/// The name of a compression, the size of an element, and bytes, which are counted.
bool Reader::compressed(const Head& head)
{
    Head name;
    Head size;
    Head data;
    std::string how;
    std::string pieces;
    if (head.indefinite() || head.argument != 3)
        return json_.fail("compressed data without its compression");
    if (!untagged(name) || (name.major == 3 && !gather(name, how)) || !untagged(size) || !untagged(data))
        return false;
    if (name.major != 3 || size.major != 0 || data.major != 2)
        return json_.fail("compressed data without its compression");
    return gather(data, pieces) && json_.literal("{\"not_decoded\":") && json_.bytes(how) &&
           json_.literal(",\"bytes\":" + std::to_string(pieces.size()) + '}');
}

} // namespace zws::codec::cbor
