// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/scalar.hpp"
#include "libcommon/codec/protobuf/transcript.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

namespace zws::codec::protobuf {

namespace {

constexpr std::size_t key_field = 0;
constexpr std::size_t value_field = 1;

bool before(const Entry& one, const Entry& other)
{
    return std::tie(one.number, one.text) < std::tie(other.number, other.text);
}

} // namespace

/// In the order of the keys; of entries with the same key the last one counts.
bool Transcript::map(const SchemaField& field, Range range)
{
    auto& entries = work_.entries;
    const std::size_t begin = entries.size();
    if (!json_.open('{') || !collect(field, range))
        return false;
    std::stable_sort(entries.begin() + static_cast<std::ptrdiff_t>(begin), entries.end(), before);
    const std::size_t end = entries.size();
    bool first = true;
    for (std::size_t i = begin; i < end; ++i) {
        if (i + 1 < end && !before(entries[i], entries[i + 1]))
            continue;
        if ((!first && !json_.comma()) || !entry(field, Entry(entries[i])))
            return false;
        first = false;
    }
    entries.resize(begin);
    return json_.close('}');
}

/// Puts the entries, with their keys, on the stack.
bool Transcript::collect(const SchemaField& field, Range range)
{
    const SchemaField& key = field.type->fields[key_field];
    return each(range, [&](const Record& record) {
        Entry entry{0, {}, record.bytes};
        Records records(record.bytes);
        for (Record inner; records.next(inner);) {
            if (inner.number != key.number || !takes(key, inner.wire))
                continue;
            entry.number = inner.wire == Wire::length ? 0 : meaning(key.kind, inner.bits);
            entry.text = inner.bytes;
        }
        if (records.error() != nullptr)
            return json_.fail(records.error());
        if (work_.entries.size() == Workspace::most)
            return json_.fail("maps of more than " + std::to_string(Workspace::most) + " entries");
        work_.entries.push_back(entry);
        return true;
    });
}

bool Transcript::entry(const SchemaField& field, const Entry& entry)
{
    const Type& type = *field.type;
    const std::size_t begin = work_.runs.size();
    if (!scan(type, {&entry.records, 1}))
        return false;
    Range range{begin, work_.runs.size()};
    const Range key = cut(range, type.fields[key_field]);
    json_.begin_name();
    const bool good = single(type.fields[key_field], key) && json_.end_name() &&
                      single(type.fields[value_field], cut(range, type.fields[value_field]));
    work_.runs.resize(begin);
    return good;
}

} // namespace zws::codec::protobuf
