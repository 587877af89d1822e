// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/dtype_name.hpp"

#include "libcommon/codec/arrays/record.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace zws::codec {

namespace {

using ScalarKind = Scalar::Kind;
using TypePtr = std::shared_ptr<const ElementType>;

struct Named {
    std::string_view name;
    ScalarKind kind;
    std::size_t size;
};

/// Names without a number of bits; those of one letter are in the case that they have here.
constexpr std::array<Named, 40> known_names{{{"bool", ScalarKind::boolean, 1},
                                             {"bool_", ScalarKind::boolean, 1},
                                             {"bool8", ScalarKind::boolean, 1},
                                             {"?", ScalarKind::boolean, 1},
                                             {"byte", ScalarKind::signed_integer, 1},
                                             {"b", ScalarKind::signed_integer, 1},
                                             {"ubyte", ScalarKind::unsigned_integer, 1},
                                             {"B", ScalarKind::unsigned_integer, 1},
                                             {"short", ScalarKind::signed_integer, 2},
                                             {"h", ScalarKind::signed_integer, 2},
                                             {"ushort", ScalarKind::unsigned_integer, 2},
                                             {"H", ScalarKind::unsigned_integer, 2},
                                             {"intc", ScalarKind::signed_integer, 4},
                                             {"i", ScalarKind::signed_integer, 4},
                                             {"uintc", ScalarKind::unsigned_integer, 4},
                                             {"I", ScalarKind::unsigned_integer, 4},
                                             {"int", ScalarKind::signed_integer, 8},
                                             {"int_", ScalarKind::signed_integer, 8},
                                             {"intp", ScalarKind::signed_integer, 8},
                                             {"long", ScalarKind::signed_integer, 8},
                                             {"longlong", ScalarKind::signed_integer, 8},
                                             {"l", ScalarKind::signed_integer, 8},
                                             {"q", ScalarKind::signed_integer, 8},
                                             {"p", ScalarKind::signed_integer, 8},
                                             {"uint", ScalarKind::unsigned_integer, 8},
                                             {"uintp", ScalarKind::unsigned_integer, 8},
                                             {"ulong", ScalarKind::unsigned_integer, 8},
                                             {"ulonglong", ScalarKind::unsigned_integer, 8},
                                             {"L", ScalarKind::unsigned_integer, 8},
                                             {"Q", ScalarKind::unsigned_integer, 8},
                                             {"P", ScalarKind::unsigned_integer, 8},
                                             {"half", ScalarKind::floating, 2},
                                             {"e", ScalarKind::floating, 2},
                                             {"single", ScalarKind::floating, 4},
                                             {"f", ScalarKind::floating, 4},
                                             {"double", ScalarKind::floating, 8},
                                             {"float", ScalarKind::floating, 8},
                                             {"float_", ScalarKind::floating, 8},
                                             {"d", ScalarKind::floating, 8},
                                             {"c", ScalarKind::bytes, 1}}};

[[noreturn]] void refuse(std::string_view name, std::string_view why = "")
{
    constexpr std::size_t longest = 60; // bytes, to be told
    std::string told(name.substr(0, utf8_prefix(name.substr(0, longest))));
    std::replace_if(
        told.begin(), told.end(), [](char c) { return c >= '\0' && c < ' '; }, '?');
    throw std::invalid_argument("the type '" + told + "' is not decoded" + std::string(why));
}

/// A whole number that is all of `text`.
std::optional<std::uint64_t> whole(std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool good = error == std::errc{} && end == text.data() + text.size();
    return good ? std::optional(number) : std::nullopt;
}

bool is_power_of_two_up_to(std::uint64_t size, std::uint64_t most)
{
    return std::has_single_bit(size) && size <= most;
}

/// What a name ends with: "float" and 32 of "float32".
struct NumberedName {
    std::string_view stem;
    std::optional<std::uint64_t> number;
};

NumberedName split(std::string_view name)
{
    const auto end = name.find_last_not_of("0123456789") + 1;
    return {name.substr(0, end), whole(name.substr(end))};
}

TypePtr complex_type(std::size_t size, std::endian order, std::string_view name)
{
    const auto part = make_scalar({ScalarKind::floating, size / 2, order}, name);
    auto record =
        std::make_shared<ElementType>(*make_record({{"real", 0, part}, {"imag", size / 2, part}}, size));
    record->name = name;
    return record;
}

/// "float32": a word, and a number of bits.
TypePtr with_bits(std::string_view name, std::endian order)
{
    const auto [stem, bits] = split(name);
    if (!bits || *bits % 8 != 0)
        return nullptr;
    const auto size = static_cast<std::size_t>(*bits / 8);
    const auto is = [stem = stem](std::string_view word) { return equal_but_for_case(stem, word); };
    if ((is("int") || is("uint")) && is_power_of_two_up_to(size, 8))
        return make_scalar(
            {is("int") ? ScalarKind::signed_integer : ScalarKind::unsigned_integer, size, order}, name);
    if (is("float") && is_power_of_two_up_to(size, 8) && size > 1)
        return make_scalar({ScalarKind::floating, size, order}, name);
    return is("complex") && (size == 8 || size == 16) ? complex_type(size, order, name) : nullptr;
}

/// "f4": a letter, and a number of bytes.
TypePtr with_bytes(std::string_view name, std::endian order)
{
    const auto [stem, number] = split(name);
    constexpr std::size_t longest = std::size_t{1} << 30U;
    if (stem.size() != 1 || number > longest)
        return nullptr;
    const auto size = static_cast<std::size_t>(number.value_or(0));
    switch (stem[0]) {
    case 'b':
        return size == 1 ? make_scalar({ScalarKind::boolean, 1, order}, name) : nullptr;
    case 'i':
    case 'u':
        return is_power_of_two_up_to(size, 8)
                   ? make_scalar({stem == "i" ? ScalarKind::signed_integer : ScalarKind::unsigned_integer,
                                  size, order},
                                 name)
                   : nullptr;
    case 'f':
        return is_power_of_two_up_to(size, 8) && size > 1
                   ? make_scalar({ScalarKind::floating, size, order}, name)
                   : nullptr;
    case 'c':
        return size == 8 || size == 16 ? complex_type(size, order, name) : nullptr;
    case 'F':
    case 'D':
        return number ? nullptr : complex_type(stem == "F" ? 8 : 16, order, name);
    case 'S':
    case 'a':
    case 'V':
        return make_scalar({ScalarKind::bytes, size, order}, name);
    case 'U':
        return make_scalar({ScalarKind::ucs4, 4 * size, order}, name);
    default:
        return nullptr;
    }
}

TypePtr with_name(std::string_view name, std::endian order)
{
    const auto* const found = std::find_if(known_names.begin(), known_names.end(), [name](const Named& row) {
        return row.name == name || (row.name.size() > 1 && equal_but_for_case(row.name, name));
    });
    return found == known_names.end() ? nullptr : make_scalar({found->kind, found->size, order}, name);
}

/// "M8[ns]", "datetime64[25us]", "timedelta64[s]"
TypePtr time_type(std::string_view name, std::endian order)
{
    const auto bracket = name.find('[');
    const auto stem = name.substr(0, bracket);
    if (stem != "M8" && stem != "m8" && stem != "datetime64" && stem != "timedelta64")
        return nullptr;
    if (bracket == std::string_view::npos || !name.ends_with(']'))
        refuse(name, " without a unit");
    const auto unit = name.substr(bracket + 1, name.size() - bracket - 2);
    const auto digits = std::min(unit.find_first_not_of("0123456789"), unit.size());
    const auto multiple = digits == 0 ? 1 : whole(unit.substr(0, digits)).value_or(0);
    return make_scalar({ScalarKind::time, 8, order, time_unit(unit.substr(digits), multiple)}, name);
}

/// "numpy.float32" and "<class 'numpy.float32'>" as "float32"
std::string_view without_module(std::string_view name)
{
    constexpr std::string_view begin = "<class '";
    constexpr std::string_view end = "'>";
    if (name.starts_with(begin) && name.ends_with(end) && name.size() >= begin.size() + end.size())
        name = name.substr(begin.size(), name.size() - begin.size() - end.size());
    for (const std::string_view module : {"numpy.", "np.", "torch."})
        name.remove_prefix(name.starts_with(module) ? module.size() : 0);
    return name;
}

} // namespace

TypePtr named_type(std::string_view given, std::endian order)
{
    auto name = without_module(given);
    if (name.starts_with('<') || name.starts_with('>'))
        order = name[0] == '<' ? std::endian::little : std::endian::big;
    else if (name.starts_with('='))
        order = std::endian::native;
    if (name.find_first_of("<>=|") == 0)
        name.remove_prefix(1);
    for (auto* const parse : {with_name, with_bits, with_bytes, time_type}) {
        if (auto type = parse(name, order))
            return type;
    }
    refuse(given);
}

Scalar::Unit time_unit(std::string_view name, std::uint64_t multiple)
{
    constexpr std::uint64_t most = 1'000'000'000;
    constexpr std::array<std::pair<std::string_view, Scalar::Unit>, 12> units{{{"W", {604'800, 0}},
                                                                               {"D", {86'400, 0}},
                                                                               {"h", {3600, 0}},
                                                                               {"m", {60, 0}},
                                                                               {"s", {1, 0}},
                                                                               {"ms", {1, 3}},
                                                                               {"us", {1, 6}},
                                                                               {"\xce\xbcs", {1, 6}},
                                                                               {"ns", {1, 9}},
                                                                               {"ps", {1, 12}},
                                                                               {"fs", {1, 15}},
                                                                               {"as", {1, 18}}}};
    const auto* const found =
        std::find_if(units.begin(), units.end(), [name](const auto& row) { return row.first == name; });
    if (found == units.end() || multiple == 0 || multiple > most)
        refuse("time in " + std::string(name));
    return {found->second.seconds * multiple, found->second.decimals};
}

} // namespace zws::codec
