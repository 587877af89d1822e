// SPDX-License-Identifier: MIT
#include "libcommon/codec/pickle/value.hpp"

#include "libcommon/codec/arrays/dtype_name.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <bit>

namespace zws::codec::pickle {

namespace {

/// A name as it can be told.
std::string told(std::string_view name)
{
    constexpr std::size_t longest = 60; // bytes
    name = name.substr(0, longest);
    std::string text(name.substr(0, utf8_prefix(name)));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c >= '\0' && c < ' '; }, '?');
    return text;
}

} // namespace

Ref ValueStore::add(const PickleValue& value)
{
    if (values_.size() == most_values)
        throw Refused("more than " + std::to_string(most_values) + " values");
    values_.push_back(value);
    return static_cast<Ref>(values_.size() - 1);
}

Ref ValueStore::add_items(PickleValue::Kind kind, std::vector<Ref> items)
{
    const Ref ref = add({kind, static_cast<std::uint32_t>(items_.size())});
    items_.push_back(std::move(items));
    return ref;
}

Ref ValueStore::add_array(Array array)
{
    const Ref ref = add({PickleValue::Kind::array, static_cast<std::uint32_t>(arrays_.size())});
    arrays_.push_back(std::move(array));
    return ref;
}

std::shared_ptr<const ElementType> ValueStore::type(Ref ref)
{
    PickleValue& value = values_[ref];
    if (value.kind != PickleValue::Kind::dtype)
        throw Refused("an array without a type");
    if (value.at == 0)
        set_type(ref, named_type(value.text, std::endian::native));
    return types_[values_[ref].at - 1];
}

void ValueStore::set_type(Ref ref, std::shared_ptr<const ElementType> type)
{
    auto& at = values_[ref].at;
    if (at == 0) {
        types_.emplace_back();
        at = static_cast<std::uint32_t>(types_.size());
    }
    types_[at - 1] = std::move(type);
}

std::string_view ValueStore::own(std::string text)
{
    owned_bytes_ += text.size();
    if (owned_bytes_ > most_output)
        throw Refused("more than " + std::to_string(most_output) + " bytes of strings");
    return owned_.emplace_back(std::move(text));
}

void ValueStore::charge_copies(std::size_t count)
{
    copies_ += count;
    if (copies_ > most_values)
        throw Refused("more than " + std::to_string(most_values) + " copies of references");
}

void ValueStore::charge_fields(std::size_t count)
{
    constexpr std::size_t most_fields = 10'000;
    fields_ += count;
    if (fields_ > most_fields)
        throw Refused("more than " + std::to_string(most_fields) + " fields of records");
}

void refuse_name(std::string_view module, std::string_view name)
{
    throw Refused('\'' + told(module) + '.' + told(name) + "' is not data");
}

} // namespace zws::codec::pickle
