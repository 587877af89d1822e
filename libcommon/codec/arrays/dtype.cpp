// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/dtype.hpp"

#include "libcommon/codec/arrays/dtype_name.hpp"
#include "libcommon/codec/arrays/literal.hpp"
#include "libcommon/codec/arrays/record.hpp"

#include <stdexcept>

namespace zws::codec {

namespace {

using TypePtr = std::shared_ptr<const ElementType>;

/// ("name", descr), ("name", descr, shape) or (("title", "name"), descr)
ArrayField field_of(const Literal& literal, std::endian order)
{
    const auto& parts = literal.items;
    if (!literal.is(Literal::Kind::tuple) || parts.size() < 2 || parts.size() > 3)
        throw std::invalid_argument("a field that is not (name, type) or (name, type, shape)");
    const bool titled = parts[0].is(Literal::Kind::tuple) && parts[0].items.size() == 2;
    const Literal& name = titled ? parts[0].items[1] : parts[0];
    if (!name.is(Literal::Kind::text))
        throw std::invalid_argument("a field without a name");
    auto type = dtype_of(parts[1], order);
    return {name.text, 0, parts.size() == 3 ? make_array(type, shape_of(parts[2])) : type};
}

TypePtr record_of_list(const Literal& literal, std::endian order)
{
    std::vector<ArrayField> fields;
    std::size_t offset = 0;
    for (const Literal& item : literal.items) {
        ArrayField field = field_of(item, order);
        field.offset = offset;
        offset += field.type->size;
        if (!field.name.empty()) // else it is a gap
            fields.push_back(std::move(field));
    }
    return make_record(std::move(fields), offset);
}

const Literal& list_in(const Literal& dict, std::string_view name)
{
    const Literal* const found = dict.find(name);
    if (found == nullptr || !found->is_sequence())
        throw std::invalid_argument("a type without a list of '" + std::string(name) + '\'');
    return *found;
}

std::size_t size_of(const Literal& literal)
{
    if (!literal.is(Literal::Kind::integer) || literal.number < 0)
        throw std::invalid_argument("a size or an offset that is not a number");
    return static_cast<std::size_t>(literal.number);
}

TypePtr record_of_dict(const Literal& dict, std::endian order)
{
    const auto& names = list_in(dict, "names").items;
    const auto& formats = list_in(dict, "formats").items;
    const auto& offsets = list_in(dict, "offsets").items;
    const Literal* const size = dict.find("itemsize");
    if (formats.size() != names.size() || offsets.size() != names.size() || size == nullptr)
        throw std::invalid_argument("a record whose names, formats, offsets and itemsize do not match");
    std::vector<ArrayField> fields;
    for (std::size_t i = 0; i < names.size(); ++i)
        fields.push_back({names[i].text, size_of(offsets[i]), dtype_of(formats[i], order)});
    return make_record(std::move(fields), size_of(*size));
}

} // namespace

TypePtr parse_dtype(std::string_view name, std::endian order)
{
    const auto begin = name.find_first_not_of(' ');
    const char first = begin == std::string_view::npos ? '\0' : name[begin];
    if (first == '[' || first == '{' || first == '(')
        return dtype_of(read_literal(name), order);
    return named_type(name, order);
}

TypePtr dtype_of(const Literal& literal, std::endian order)
{
    switch (literal.kind) {
    case Literal::Kind::text:
        return named_type(literal.text, order);
    case Literal::Kind::list:
        return record_of_list(literal, order);
    case Literal::Kind::dict:
        return record_of_dict(literal, order);
    case Literal::Kind::tuple:
        if (literal.items.size() == 2)
            return make_array(dtype_of(literal.items[0], order), shape_of(literal.items[1]));
        [[fallthrough]];
    default:
        throw std::invalid_argument("a type that is neither a name nor a list of fields");
    }
}

Shape shape_of(const Literal& literal)
{
    Shape shape;
    if (!literal.is_sequence())
        return {size_of(literal)};
    for (const Literal& length : literal.items)
        shape.push_back(size_of(length));
    return shape;
}

} // namespace zws::codec
