// SPDX-License-Identifier: MIT
#include "libcommon/codec/pickle/constructor.hpp"

#include "libcommon/codec/arrays/dtype_name.hpp"
#include "libcommon/codec/pickle/text_escapes.hpp"
#include "libcommon/json/json_scan.hpp"

#include <algorithm>
#include <array>

namespace zws::codec::pickle {

namespace {

using Kind = PickleValue::Kind;

struct ConstructorRow {
    std::string_view module;
    std::string_view name;
    Constructor constructor;
};

constexpr std::array<ConstructorRow, 50> rows{{
    {"numpy.core.multiarray", "_reconstruct", Constructor::reconstruct},
    {"numpy._core.multiarray", "_reconstruct", Constructor::reconstruct},
    {"numpy.core.multiarray", "scalar", Constructor::scalar},
    {"numpy._core.multiarray", "scalar", Constructor::scalar},
    {"numpy.core.numeric", "_frombuffer", Constructor::from_buffer},
    {"numpy._core.numeric", "_frombuffer", Constructor::from_buffer},
    {"numpy", "ndarray", Constructor::ndarray},
    {"numpy", "dtype", Constructor::dtype},
    {"_codecs", "encode", Constructor::encode},
    {"builtins", "bytearray", Constructor::bytes},
    {"__builtin__", "bytearray", Constructor::bytes},
    {"builtins", "bytes", Constructor::bytes},
    {"__builtin__", "bytes", Constructor::bytes},
    {"builtins", "set", Constructor::list},
    {"__builtin__", "set", Constructor::list},
    {"builtins", "frozenset", Constructor::list},
    {"__builtin__", "frozenset", Constructor::list},
    {"builtins", "complex", Constructor::complex},
    {"__builtin__", "complex", Constructor::complex},
    {"builtins", "list", Constructor::list},
    {"__builtin__", "list", Constructor::list},
    {"builtins", "int", Constructor::type},
    {"__builtin__", "int", Constructor::type},
    {"__builtin__", "long", Constructor::type},
    {"builtins", "float", Constructor::type},
    {"__builtin__", "float", Constructor::type},
    {"builtins", "str", Constructor::type},
    {"__builtin__", "str", Constructor::type},
    {"__builtin__", "unicode", Constructor::type},
    {"builtins", "bool", Constructor::type},
    {"__builtin__", "bool", Constructor::type},
    {"builtins", "dict", Constructor::type},
    {"__builtin__", "dict", Constructor::type},
    {"builtins", "tuple", Constructor::type},
    {"__builtin__", "tuple", Constructor::type},
    {"collections", "OrderedDict", Constructor::ordered_dict},
    {"collections", "defaultdict", Constructor::default_dict},
    {"collections", "deque", Constructor::list},
    {"collections", "Counter", Constructor::counter},
    {"datetime", "datetime", Constructor::datetime},
    {"datetime", "date", Constructor::date},
    {"datetime", "time", Constructor::time},
    {"datetime", "timedelta", Constructor::timedelta},
    {"datetime", "timezone", Constructor::timezone},
    {"pytz", "_UTC", Constructor::utc},
    {"pytz", "_p", Constructor::fixed_zone},
    {"decimal", "Decimal", Constructor::decimal},
    {"cdecimal", "Decimal", Constructor::decimal},
    {"array", "array", Constructor::array},
    {"array", "_array_reconstructor", Constructor::array_bytes},
}};

Constructor constructor_of(const ValueStore& store, Ref ref)
{
    return static_cast<Constructor>(store[ref].at);
}

/// A list that was given, or an empty one.
Ref as_list(ValueStore& store, const Arguments& given)
{
    if (given.count() == 0)
        return store.add_items(Kind::list, {});
    return given.has(0, Kind::tuple) ? given[0] : given.ref(0, Kind::list);
}

Ref as_bytes(ValueStore& store, const Arguments& given)
{
    if (given.count() == 0)
        return store.add_text(Kind::bytes, "");
    if (given.has(0, Kind::text))
        return store.add_text(Kind::bytes, store.own(encoded(given.text(0), given.text(1))));
    return given.ref(0, Kind::bytes);
}

/// Of [[key, value], ...], as Python 2 wrote it.
Ref as_ordered_dict(ValueStore& store, const Arguments& given)
{
    if (given.count() == 0)
        return store.add_items(Kind::dict, {});
    const auto& pairs = store.items(given.ref(0, Kind::list));
    store.charge_copies(2 * pairs.size());
    std::vector<Ref> items;
    for (const Ref pair : pairs) {
        const bool is_pair =
            (store.is(pair, Kind::list) || store.is(pair, Kind::tuple)) && store.items(pair).size() == 2;
        if (!is_pair)
            throw Refused("an OrderedDict of something else than pairs");
        items.insert(items.end(), store.items(pair).begin(), store.items(pair).end());
    }
    return store.add_items(Kind::dict, std::move(items));
}

Ref as_default_dict(ValueStore& store, const Arguments& given)
{
    const bool known = given.count() == 0 || given.has(0, Kind::none) || given.has(0, Kind::global);
    if (!known)
        throw Refused("a defaultdict of something else than a type");
    return given.count() == 2 ? given.ref(1, Kind::dict) : store.add_items(Kind::dict, {});
}

Ref as_complex(ValueStore& store, const Arguments& given)
{
    const Ref real = given.ref(0, Kind::floating);
    const Ref imag = given.ref(1, Kind::floating);
    return store.add_items(
        Kind::dict, {store.add_text(Kind::text, "real"), real, store.add_text(Kind::text, "imag"), imag});
}

/// A number, where a double has all its digits.
Ref as_decimal(ValueStore& store, const Arguments& given)
{
    constexpr std::size_t most_digits = 17;
    const auto text = given.text(0);
    const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool is_number = static_cast<std::size_t>(digits) <= most_digits && text != "null" && is_json(text);
    const bool is_plain = text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
    return store.add_text(is_number && is_plain ? Kind::json : Kind::text, text);
}

/// The letter of a type and numbers, as protocols up to 2 write the module array.
Ref as_array(const Arguments& given)
{
    static_cast<void>(given.text(0));
    return given.has(1, Kind::bytes) ? given[1] : given.ref(1, Kind::list);
}

/// The class, the letter, a format of the machine, and bytes (array.array.__reduce_ex__).
Ref as_array_of_bytes(ValueStore& store, const Arguments& given)
{
    constexpr std::array<std::string_view, 18> formats{"u1",  "i1",  "<u2", ">u2", "<i2", ">i2",
                                                       "<u4", ">u4", "<i4", ">i4", "<u8", ">u8",
                                                       "<i8", ">i8", "<f4", ">f4", "<f8", ">f8"};
    const auto format = static_cast<std::uint64_t>(given.integer(2));
    if (format >= formats.size())
        throw Refused("an array of characters");
    const auto bytes = given.bytes(3);
    const auto type = named_type(formats[format], std::endian::native);
    Array array{type, {bytes.size() / type->size}, bytes};
    if (const std::string why = lay_out(array, false); !why.empty())
        throw Refused(why);
    return store.add_array(std::move(array));
}

} // namespace

Arguments::Arguments(const ValueStore& store, Ref tuple)
    : store_(store),
      refs_(store.is(tuple, Kind::tuple) ? store.items(tuple)
                                         : throw Refused("arguments that are not a tuple"))
{
}

Ref Arguments::operator[](std::size_t index) const
{
    if (index >= refs_.size())
        throw Refused("an argument is missing");
    return refs_[index];
}

Ref Arguments::ref(std::size_t index, Kind kind) const
{
    if (!store_.is((*this)[index], kind))
        throw Refused("an argument of another kind than it has to be");
    return refs_[index];
}

std::int64_t Arguments::integer(std::size_t index) const
{
    return store_[ref(index, has(index, Kind::boolean) ? Kind::boolean : Kind::integer)].integer;
}

Ref find_constructor(ValueStore& store, std::string_view module, std::string_view name)
{
    const auto* const row = std::find_if(rows.begin(), rows.end(), [&](const ConstructorRow& known) {
        return known.module == module && known.name == name;
    });
    if (row == rows.end())
        refuse_name(module, name);
    return store.add({Kind::global, static_cast<std::uint32_t>(row->constructor), 0, 0, row->name});
}

Ref construct(ValueStore& store, Ref constructor, Ref tuple)
{
    if (!store.is(constructor, Kind::global))
        throw Refused("a call of something that is not known");
    const Arguments given(store, tuple);
    switch (constructor_of(store, constructor)) {
    case Constructor::array:
        return as_array(given);
    case Constructor::array_bytes:
        return as_array_of_bytes(store, given);
    case Constructor::bytes:
        return as_bytes(store, given);
    case Constructor::encode:
        return store.add_text(Kind::bytes, store.own(encoded(given.text(0), given.text(1))));
    case Constructor::list:
        return as_list(store, given);
    case Constructor::ordered_dict:
        return as_ordered_dict(store, given);
    case Constructor::default_dict:
        return as_default_dict(store, given);
    case Constructor::counter:
        return given.ref(0, Kind::dict);
    case Constructor::complex:
        return as_complex(store, given);
    case Constructor::decimal:
        return as_decimal(store, given);
    case Constructor::reconstruct:
        return reconstruct_array(store, given);
    case Constructor::scalar:
        return array_scalar(store, given);
    case Constructor::from_buffer:
        return array_from_buffer(store, given);
    case Constructor::dtype:
        return make_dtype(store, given);
    case Constructor::datetime:
        return make_datetime(store, given);
    case Constructor::date:
        return make_date(store, given);
    case Constructor::time:
        return make_time(store, given);
    case Constructor::timedelta:
        return make_timedelta(store, given);
    case Constructor::timezone:
        return make_timezone(store, given);
    case Constructor::utc:
        return store.add_integer(Kind::zone, 0);
    case Constructor::fixed_zone:
        return store.add_integer(Kind::zone, given.integer(1));
    default:
        throw Refused("a call of '" + std::string(store[constructor].text) + '\'');
    }
}

void set_state(ValueStore& store, Ref value, Ref state)
{
    if (store.is(value, Kind::array))
        set_array(store, value, Arguments(store, state));
    else if (store.is(value, Kind::dtype))
        set_dtype(store, value, Arguments(store, state));
    else
        throw Refused("a state of something that has none");
}

} // namespace zws::codec::pickle
