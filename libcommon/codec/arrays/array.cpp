// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/array.hpp"

#include "libcommon/text/character.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace zws::codec {

namespace {

/// As the page and libcommon/points have it.
bool is_time_name(std::string_view name)
{
    if (name == "t")
        return true;
    if (name.starts_with('@') || name.starts_with('_'))
        name.remove_prefix(1);
    return equal_but_for_case(name, "time") || equal_but_for_case(name, "ts") ||
           equal_but_for_case(name, "timestamp");
}

/// The product; nothing where memory has not so much.
std::optional<std::uint64_t> product(std::uint64_t a, std::uint64_t b)
{
    constexpr std::uint64_t most = std::numeric_limits<std::ptrdiff_t>::max();
    return a != 0 && b > most / a ? std::nullopt : std::optional(a * b);
}

/// What is left of an array where an element or a field was chosen.
struct ArrayView {
    struct Dimension {
        std::uint64_t count;
        std::ptrdiff_t stride;
    };

    const ElementType* type;
    std::vector<Dimension> dimensions;
    const char* first;
};

/// Adds the dimensions that an element has in itself.
void add_inner(ArrayView& view)
{
    std::size_t stride = view.type->size;
    for (const auto count : view.type->shape) {
        stride = count == 0 ? 0 : stride / count;
        view.dimensions.push_back({count, static_cast<std::ptrdiff_t>(stride)});
    }
}

ArrayView view_of(const Array& array)
{
    ArrayView view{array.type.get(), {}, array.bytes.data()};
    for (std::size_t i = 0; i < array.shape.size(); ++i)
        view.dimensions.push_back({array.shape[i], static_cast<std::ptrdiff_t>(array.strides[i])});
    add_inner(view);
    return view;
}

ArrayView field_of(const ArrayView& view, const ArrayField& field)
{
    ArrayView chosen{field.type.get(), view.dimensions, view.first + field.offset};
    add_inner(chosen);
    return chosen;
}

ArrayView element_of(const ArrayView& view, std::uint64_t index)
{
    return {view.type, {}, view.first + static_cast<std::ptrdiff_t>(index) * view.dimensions[0].stride};
}

bool is_series(const ArrayView& view)
{
    return view.dimensions.size() == 1 && view.type->has_time();
}

bool write_view(JsonBuilder& json, const ArrayView& view);

bool write_members(JsonBuilder& json, const ArrayView& view)
{
    for (const ArrayField& field : view.type->fields) {
        if (&field != &view.type->fields.front() && !json.comma())
            return false;
        if (!json.bytes(field.name) || !json.colon() || !write_view(json, field_of(view, field)))
            return false;
    }
    return true;
}

/// From one dimension on.
bool write_nested(JsonBuilder& json, const ArrayView& view, std::size_t dimension, const char* first)
{
    if (dimension == view.dimensions.size())
        return write_scalar(json, view.type->scalar, {first, view.type->scalar.size});
    const auto [count, stride] = view.dimensions[dimension];
    if (!json.open('['))
        return false;
    if (dimension + 1 == view.dimensions.size())
        return write_scalars(json, view.type->scalar, first, stride, count) && json.close(']');
    for (std::uint64_t i = 0; i < count; ++i) {
        const char* const at = first + static_cast<std::ptrdiff_t>(i) * stride;
        if ((i > 0 && !json.comma()) || !write_nested(json, view, dimension + 1, at))
            return false;
    }
    return json.close(']');
}

/// `members` and what a record has.
bool write_object(JsonBuilder& json, const ArrayView& view, std::string_view members)
{
    return json.open('{') && json.literal(members) && (members.empty() || json.comma()) &&
           write_members(json, view) && json.close('}');
}

bool write_series(JsonBuilder& json, const ArrayView& view, std::string_view members)
{
    if (!json.open('['))
        return false;
    for (std::uint64_t i = 0; i < view.dimensions[0].count; ++i) {
        if ((i > 0 && !json.comma()) || !write_object(json, element_of(view, i), members))
            return false;
    }
    return json.close(']');
}

bool write_view(JsonBuilder& json, const ArrayView& view)
{
    if (!view.type->is_record())
        return write_nested(json, view, 0, view.first);
    return is_series(view) ? write_series(json, view, "") : write_object(json, view, "");
}

bool write_message(JsonBuilder& json, const ArrayView& view, std::string_view members)
{
    if (view.type->is_record())
        return is_series(view) ? write_series(json, view, members) : write_object(json, view, members);
    return json.open('{') && json.literal(members) && (members.empty() || json.comma()) &&
           json.literal("\"data\":") && write_nested(json, view, 0, view.first) && json.close('}');
}

} // namespace

bool ElementType::has_time() const
{
    return std::any_of(fields.begin(), fields.end(), [](const ArrayField& field) {
        return is_time_name(field.name) && !field.type->is_record() && field.type->shape.empty();
    });
}

std::string shown(const Shape& shape)
{
    std::string text = "(";
    for (const auto count : shape)
        text += std::to_string(count) + ',';
    if (shape.size() > 1)
        text.pop_back();
    return text + ')';
}

std::string lay_out(Array& array, bool fortran)
{
    if (array.shape.size() > most_dimensions)
        return std::to_string(array.shape.size()) + " dimensions, more than " +
               std::to_string(most_dimensions);
    std::optional<std::uint64_t> bytes = array.type->size;
    array.strides.resize(array.shape.size());
    for (std::size_t i = 0; i < array.shape.size() && bytes; ++i) {
        const auto dimension = fortran ? i : array.shape.size() - 1 - i;
        array.strides[dimension] = *bytes;
        bytes = product(*bytes, array.shape[dimension]);
    }
    if (bytes == array.bytes.size())
        return {};
    return std::to_string(array.bytes.size()) + " bytes, where " + array.type->name + " of shape " +
           shown(array.shape) + " has " + (bytes ? std::to_string(*bytes) : "more than there can be");
}

std::string stride_error(const Array& array)
{
    std::uint64_t end = array.type->size; // of the last element
    bool fits = array.strides.size() == array.shape.size() && array.shape.size() <= most_dimensions;
    for (std::size_t i = 0; fits && i < array.shape.size(); ++i) {
        if (array.shape[i] == 0)
            return {};
        const auto way = product(array.shape[i] - 1, array.strides[i]);
        fits = way && *way <= array.bytes.size();
        end += fits ? *way : 0;
    }
    if (fits && end <= array.bytes.size())
        return {};
    return "strides " + shown(array.strides) + " lead out of " + std::to_string(array.bytes.size()) +
           " bytes for " + array.type->name + " of shape " + shown(array.shape);
}

bool write_array(JsonBuilder& json, const Array& array)
{
    return write_view(json, view_of(array));
}

bool write_fields(JsonBuilder& json, const ElementType& record, const char* first)
{
    return write_members(json, {&record, {}, first});
}

std::vector<std::string_view> member_names(const ElementType& type)
{
    std::vector<std::string_view> names;
    for (const ArrayField& field : type.fields)
        names.push_back(field.name);
    if (names.empty())
        names.emplace_back("data");
    return names;
}

std::string array_to_json(const Array& array, std::string_view members, std::string& out)
{
    JsonBuilder json(out);
    write_message(json, view_of(array), members);
    return json.error();
}

} // namespace zws::codec
