// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/record.hpp"

#include "libcommon/text/character.hpp"

#include <algorithm>
#include <stdexcept>

namespace zws::codec {

namespace {

constexpr std::size_t largest_element = std::size_t{1} << 31U; // bytes of an element
constexpr std::size_t most_fields = 1000;

void check_names(const std::vector<ArrayField>& fields)
{
    std::vector<std::string_view> names;
    names.reserve(fields.size());
    for (const ArrayField& field : fields) {
        if (!is_utf8(field.name))
            throw std::invalid_argument("the name of a field is not UTF-8");
        names.emplace_back(field.name);
    }
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end())
        throw std::invalid_argument("two fields '" + std::string(*twice) + '\'');
}

} // namespace

std::shared_ptr<const ElementType> make_scalar(const Scalar& scalar, std::string_view name)
{
    return std::make_shared<ElementType>(ElementType{scalar, {}, {}, scalar.size, std::string(name)});
}

std::shared_ptr<const ElementType> make_record(std::vector<ArrayField> fields, std::size_t size)
{
    if (size > largest_element || fields.size() > most_fields)
        throw std::invalid_argument("a record of " + std::to_string(size) + " bytes with " +
                                    std::to_string(fields.size()) + " fields");
    check_names(fields);
    for (const ArrayField& field : fields) {
        if (field.offset > size || field.type->size > size - field.offset)
            throw std::invalid_argument("the field '" + field.name + "' is outside of its record");
    }
    const Scalar nothing{Scalar::Kind::bytes, fields.empty() ? size : 0};
    return std::make_shared<ElementType>(
        ElementType{nothing, std::move(fields), {}, size, "records of " + std::to_string(size) + " bytes"});
}

std::shared_ptr<const ElementType> make_array(const std::shared_ptr<const ElementType>& type, Shape shape)
{
    auto array = std::make_shared<ElementType>(*type);
    array->shape.insert(array->shape.begin(), shape.begin(), shape.end());
    array->name += shown(shape);
    if (array->shape.size() > most_dimensions)
        throw std::invalid_argument("more than " + std::to_string(most_dimensions) + " dimensions");
    for (const auto length : shape) {
        if (length != 0 && array->size > largest_element / length)
            throw std::invalid_argument("elements of more than 2 GiB");
        array->size *= length;
    }
    return array;
}

} // namespace zws::codec
