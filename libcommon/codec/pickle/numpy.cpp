// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/dtype_name.hpp"
#include "libcommon/codec/arrays/record.hpp"
#include "libcommon/codec/pickle/constructor.hpp"

namespace zws::codec::pickle {

namespace {

using Kind = PickleValue::Kind;
using TypePtr = std::shared_ptr<const ElementType>;

std::uint64_t natural(const ValueStore& store, Ref ref)
{
    if (!store.is(ref, Kind::integer) || store[ref].integer < 0)
        throw Refused("a length that is not a whole number");
    return static_cast<std::uint64_t>(store[ref].integer);
}

/// A tuple of lengths, or one.
Shape shape_of(const ValueStore& store, Ref ref)
{
    if (!store.is(ref, Kind::tuple))
        return {natural(store, ref)};
    const auto& lengths = store.items(ref);
    if (lengths.size() > most_dimensions)
        throw Refused("more than " + std::to_string(most_dimensions) + " dimensions");
    Shape shape;
    for (const Ref length : lengths)
        shape.push_back(natural(store, length));
    return shape;
}

void set_elements(Array& array, std::string_view bytes, bool fortran)
{
    array.bytes = bytes;
    if (const std::string why = lay_out(array, fortran); !why.empty())
        throw Refused(why);
}

std::endian order_of(std::string_view sign)
{
    return sign == ">" ? std::endian::big : sign == "<" ? std::endian::little : std::endian::native;
}

/// A unit of time and multiples of it: (metadata, (name, multiple, divisor, event)).
std::string time_unit_of(const ValueStore& store, const Arguments& state)
{
    const Arguments metadata(store, state.ref(8, Kind::tuple));
    const Arguments unit(store, metadata.ref(1, Kind::tuple));
    const auto name = store[unit[0]].text;
    if (name.size() > 4 || unit.integer(2) != 1)
        throw Refused("times whose unit is not known");
    return '[' + std::to_string(unit.integer(1)) + std::string(name) + ']';
}

/// The value of a name in a dict, which may have titles too.
Ref member(const ValueStore& store, const std::vector<Ref>& members, Ref name)
{
    for (std::size_t i = 0; store.is(name, Kind::text) && i < members.size(); i += 2) {
        if (store.is(members[i], Kind::text) && store[members[i]].text == store[name].text)
            return members[i + 1];
    }
    throw Refused("a record whose names are not those of its fields");
}

/// Of a dict of name -> (dtype, offset), in the order of `names`.
TypePtr record_of(ValueStore& store, const std::vector<Ref>& names, const std::vector<Ref>& members,
                  std::uint64_t size)
{
    constexpr std::size_t longest = 1024; // bytes of a name
    store.charge_fields(names.size() + members.size() / 4);
    std::vector<ArrayField> fields;
    for (const Ref name : names) {
        const Arguments field(store, member(store, members, name));
        const auto text = store[name].text.substr(0, longest);
        fields.push_back({std::string(text), natural(store, field[1]), store.type(field[0])});
    }
    return make_record(std::move(fields), size);
}

} // namespace

/// (numpy.ndarray, (0,), b'b'): an array whose state comes later.
Ref reconstruct_array(ValueStore& store, const Arguments& arguments)
{
    if (store[arguments.ref(0, Kind::global)].at != static_cast<std::uint32_t>(Constructor::ndarray))
        throw Refused("an array of another class than numpy.ndarray");
    return store.add_array({});
}

/// (dtype, bytes)
Ref array_scalar(ValueStore& store, const Arguments& arguments)
{
    Array array{store.type(arguments.ref(0, Kind::dtype)), {}, {}};
    set_elements(array, arguments.bytes(1), false);
    return store.add_array(std::move(array));
}

/// (bytes, dtype, shape, order)
Ref array_from_buffer(ValueStore& store, const Arguments& arguments)
{
    Array array{store.type(arguments.ref(1, Kind::dtype)), shape_of(store, arguments[2]), {}};
    set_elements(array, arguments.bytes(0), arguments.text(3) == "F");
    return store.add_array(std::move(array));
}

/// ('f4', False, True)
Ref make_dtype(ValueStore& store, const Arguments& arguments)
{
    return store.add_text(Kind::dtype, arguments.text(0));
}

/// (version, shape, dtype, is Fortran's order, bytes)
void set_array(ValueStore& store, Ref ref, const Arguments& state)
{
    if (state.count() != 5)
        throw Refused("the state of an array with " + std::to_string(state.count()) + " parts");
    if (state.has(4, Kind::list))
        throw Refused("an array of objects of Python");
    Array array{store.type(state.ref(2, Kind::dtype)), shape_of(store, state[1]), {}};
    set_elements(array, state.bytes(4), state.integer(3) != 0);
    store.array(ref) = std::move(array);
}

/// (version, order, (type, shape) of arrays in it, names, fields, size, alignment, flags, unit of times)
void set_dtype(ValueStore& store, Ref ref, const Arguments& state)
{
    if (state.count() < 8 || state.integer(0) < 3 || state.integer(0) > 4)
        throw Refused("a dtype of a version that is not known");
    const auto order = order_of(state.text(1));
    std::string name(store[ref].text);
    if (name == "M8" || name == "m8")
        name += time_unit_of(store, state);
    if (state.has(2, Kind::tuple)) {
        const Arguments inner(store, state[2]);
        store.charge_fields(1);
        store.set_type(ref, make_array(store.type(inner.ref(0, Kind::dtype)), shape_of(store, inner[1])));
    } else if (state.has(3, Kind::tuple)) {
        store.set_type(ref, record_of(store, store.items(state[3]), store.items(state.ref(4, Kind::dict)),
                                      natural(store, state[5])));
    } else {
        store.set_type(ref, named_type(name, order));
    }
}

} // namespace zws::codec::pickle
