// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/array.hpp"
#include "libcommon/codec/formats.hpp"
#include "libcommon/codec/json_builder.hpp"
#include "libcommon/codec/pickle/machine.hpp"

#include <array>
#include <cstdlib>

namespace zws::codec {

namespace {

using pickle::Ref;
using pickle::Refused;
using pickle::ValueStore;
using ValueKind = pickle::PickleValue::Kind;

/// Writes values as JSON. A value that others refer to is written for each of them, so that those that are
/// written are counted.
class ValueWriter {
public:
    ValueWriter(const ValueStore& store, std::string& out) : store_(store), json_(out) {}

    std::string run(Ref ref)
    {
        write(ref);
        return json_.error();
    }

private:
    bool write(Ref ref);
    bool write_list(const std::vector<Ref>& items);
    bool write_dict(const std::vector<Ref>& items);

    const ValueStore& store_;
    JsonBuilder json_;
    std::size_t written_ = 0;
};

const Array& complete(const Array& array)
{
    if (!array.type)
        throw Refused("an array without elements");
    return array;
}

std::string zone_name(std::int64_t offset)
{
    std::array<char, 32> text;
    const auto minutes = static_cast<int>(std::abs(offset) % 86'400 / 60);
    std::snprintf(text.data(), text.size(), "%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60,
                  minutes % 60);
    return text.data();
}

bool ValueWriter::write(Ref ref)
{
    if (++written_ > pickle::most_values)
        return json_.fail("more than " + std::to_string(pickle::most_values) + " values");
    const auto& value = store_[ref];
    switch (value.kind) {
    case ValueKind::none:
        return json_.literal("null");
    case ValueKind::boolean:
        return json_.literal(value.integer != 0 ? "true" : "false");
    case ValueKind::integer:
        return json_.integer(value.integer);
    case ValueKind::floating:
        return json_.floating(value.floating);
    case ValueKind::json:
    case ValueKind::duration:
        return json_.literal(value.text);
    case ValueKind::text:
    case ValueKind::bytes:
        return json_.bytes(value.text);
    case ValueKind::list:
    case ValueKind::tuple:
        return write_list(store_.items(ref));
    case ValueKind::dict:
        return write_dict(store_.items(ref));
    case ValueKind::array:
        return write_array(json_, complete(store_.array(ref)));
    case ValueKind::zone:
        return json_.bytes(zone_name(value.integer));
    default:
        throw Refused("'" + std::string(value.text) + "' alone, which is not data");
    }
}

bool ValueWriter::write_list(const std::vector<Ref>& items)
{
    if (!json_.open('['))
        return false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if ((i > 0 && !json_.comma()) || !write(items[i]))
            return false;
    }
    return json_.close(']');
}

bool ValueWriter::write_dict(const std::vector<Ref>& items)
{
    if (!json_.open('{'))
        return false;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        if (i > 0 && !json_.comma())
            return false;
        json_.begin_name();
        if (!write(items[i]) || !json_.end_name() || !write(items[i + 1]))
            return false;
    }
    return json_.close('}');
}

} // namespace

std::string pickle_to_json(std::string_view bytes, std::string& out)
{
    try {
        ValueStore store;
        const Ref value = pickle::Machine(bytes, store).run();
        if (store.is(value, ValueKind::array))
            return array_to_json(complete(store.array(value)), "", out);
        return ValueWriter(store, out).run(value);
    } catch (const Refused& e) {
        return e.what();
    } catch (const std::invalid_argument& e) { // of a type of NumPy
        return e.what();
    }
}

} // namespace zws::codec
