// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/array_header.hpp"

#include "libcommon/codec/arrays/dtype.hpp"
#include "libcommon/codec/arrays/literal.hpp"
#include "libcommon/json/json_text.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

namespace zws::codec {

namespace {

using Json = nlohmann::json;
using Names = std::initializer_list<const char*>;

constexpr std::size_t longest_header = std::size_t{1} << 20U; // bytes

/// Takes the first of these members out of the object; none where it has none of them.
std::optional<Json> extract(Json& object, Names names)
{
    for (const char* const name : names) {
        const auto found = object.find(name);
        if (found == object.end())
            continue;
        Json value = std::move(*found);
        object.erase(found);
        return value;
    }
    return std::nullopt;
}

[[noreturn]] void refuse(const std::string& what, const Json& value)
{
    constexpr std::size_t longest = 60; // bytes, to be told
    const std::string told = value.dump(-1, ' ', true);
    throw std::invalid_argument("the header's " + what + ' ' + told.substr(0, longest));
}

/// "little", "<", "big", ">", "native", ...
std::endian order_of(const std::optional<Json>& given)
{
    if (!given)
        return std::endian::native;
    const auto text = given->is_string() ? given->get<std::string>() : "";
    const auto is = [&text](std::string_view word) { return equal_but_for_case(text, word); };
    if (is("little") || is("<") || is("le") || is("little-endian") || is("LittleEndian"))
        return std::endian::little;
    if (is("big") || is(">") || is("be") || is("big-endian") || is("BigEndian") || is("network"))
        return std::endian::big;
    if (is("native") || is("=") || is("|"))
        return std::endian::native;
    refuse("byte order is", *given);
}

bool is_fortran(const std::optional<Json>& given)
{
    if (!given)
        return false;
    if (given->is_boolean())
        return given->get<bool>();
    if (given->is_string()) {
        const auto text = given->get<std::string>();
        if (equal_but_for_case(text, "F") || equal_but_for_case(text, "fortran"))
            return true;
        if (equal_but_for_case(text, "C") || equal_but_for_case(text, "A") || equal_but_for_case(text, "K"))
            return false;
    }
    refuse("order is", *given);
}

/// An array of lengths, one length, or either as Python writes it.
Shape lengths_of(const std::string& what, const Json& given)
{
    if (given.is_string())
        return shape_of(read_literal(given.get_ref<const std::string&>()));
    if (given.is_number_unsigned())
        return {given.get<std::uint64_t>()};
    Shape shape;
    for (const Json& length : given) {
        if (!given.is_array() || !length.is_number_unsigned())
            refuse(what + " is", given);
        shape.push_back(length.get<std::uint64_t>());
    }
    if (!given.is_array())
        refuse(what + " is", given);
    return shape;
}

/// A name, or what "descr" of NumPy becomes in JSON: [["a","<f4"],["b","<i2",[3]]].
Literal literal_of(const Json& json)
{
    Literal literal;
    if (json.is_string())
        return {Literal::Kind::text, 0, json.get<std::string>()};
    if (json.is_number_unsigned())
        return {Literal::Kind::integer, json.get<std::int64_t>()};
    if (!json.is_array())
        refuse("type is", json);
    const bool is_field = !json.empty() && json[0].is_string();
    literal.kind = is_field ? Literal::Kind::tuple : Literal::Kind::list;
    for (const Json& item : json)
        literal.items.push_back(literal_of(item));
    return literal;
}

std::shared_ptr<const ElementType> type_of(const std::optional<Json>& given, std::endian order)
{
    if (!given)
        throw std::invalid_argument("a header without the member dtype");
    return given->is_string() ? parse_dtype(given->get_ref<const std::string&>(), order)
                              : dtype_of(literal_of(*given), order);
}

/// The members that are left, in an object of their own where one has a name that is needed.
std::string text_of(const Json& members, const ElementType& type)
{
    if (members.empty())
        return {};
    const auto names = member_names(type);
    const bool clash = std::any_of(names.begin(), names.end(), [&members](std::string_view name) {
        return members.contains(std::string(name));
    });
    const std::string text = members.dump(-1, ' ', false, Json::error_handler_t::replace);
    return clash ? "\"header\":" + text : text.substr(1, text.size() - 2);
}

} // namespace

ArrayHeader read_array_header(std::string_view text)
{
    if (text.size() > longest_header)
        throw std::invalid_argument("a header of " + std::to_string(text.size()) + " bytes");
    std::string buffer;
    if (const std::string why = read_json(text, buffer); !why.empty())
        throw std::invalid_argument("the header is not JSON: " + why);
    Json members = Json::parse(text, nullptr, false);
    if (!members.is_object())
        throw std::invalid_argument("the header is not an object of JSON");
    ArrayHeader header;
    const auto order = order_of(extract(members, {"byteorder", "byte_order", "endian", "endianness"}));
    header.array.type = type_of(extract(members, {"dtype", "type", "data_type", "datatype"}), order);
    header.fortran = is_fortran(extract(members, {"fortran_order", "order"}));
    if (const auto shape = extract(members, {"shape", "dims", "dimensions", "dim"})) {
        header.array.shape = lengths_of("shape", *shape);
        header.has_shape = true;
    }
    if (const auto strides = extract(members, {"strides"}); strides && !strides->is_null())
        header.array.strides = lengths_of("strides", *strides);
    header.members = text_of(members, *header.array.type);
    return header;
}

bool may_be_array_header(std::string_view frame)
{
    const auto first = frame.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && frame[first] == '{';
}

} // namespace zws::codec
