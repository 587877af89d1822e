// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/transcript.hpp"

#include <algorithm>

namespace zws::codec::protobuf {

std::string Transcript::run(const Type& type, std::string_view bytes)
{
    work_.runs.clear();
    work_.entries.clear();
    if (message(type, {&bytes, 1}))
        return {};
    return type.name + ": " + json_.error();
}

bool Transcript::message(const Type& type, Pieces pieces)
{
    const std::size_t begin = work_.runs.size();
    const bool good = scan(type, pieces) && written(type, {begin, work_.runs.size()});
    work_.runs.resize(begin);
    return good;
}

/// Puts the runs of a message, which can be in several pieces, on the stack, in the order of their fields.
bool Transcript::scan(const Type& type, Pieces pieces)
{
    const std::size_t begin = work_.runs.size();
    const SchemaField* last = nullptr;
    for (const auto piece : pieces) {
        Records records(piece);
        for (Record record; records.next(record);) {
            const SchemaField* const field = type.find(record.number, last);
            if (field == nullptr || !takes(*field, record.wire))
                unknown_.add(type, record.number);
            else if (!add(*field, record, begin))
                return false;
            last = field != nullptr ? field : last;
        }
        if (records.error() != nullptr)
            return json_.fail(records.error());
    }
    if (type.choices > 0)
        settle_choices(type, begin);
    const auto first = work_.runs.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto by_field = [](const Run& one, const Run& other) { return one.field < other.field; };
    if (!std::is_sorted(first, work_.runs.end(), by_field))
        std::stable_sort(first, work_.runs.end(), by_field);
    return true;
}

bool Transcript::add(const SchemaField& field, const Record& record, std::size_t begin)
{
    auto& runs = work_.runs;
    const auto size = [&record](const char* from) { return static_cast<std::size_t>(record.end - from); };
    if (runs.size() > begin) {
        Run& before = runs.back();
        const char* const start = before.records.data();
        if (before.field == &field && start + before.records.size() == record.begin) {
            before.records = {start, size(start)};
            return true;
        }
    }
    if (runs.size() == Workspace::most)
        return json_.fail("its fields are in more than " + std::to_string(Workspace::most) + " pieces");
    runs.push_back({&field, {record.begin, size(record.begin)}});
    return true;
}

/// Of the fields of a oneof the last one counts, as far back as no other one was there.
void Transcript::settle_choices(const Type& type, std::size_t begin)
{
    auto& runs = work_.runs;
    auto& choices = work_.choices;
    choices.assign(type.choices, {nullptr, 0});
    for (std::size_t i = begin; i < runs.size(); ++i) {
        const SchemaField* const field = runs[i].field;
        if (field->choice < 0)
            continue;
        auto& [winner, since] = choices[static_cast<std::size_t>(field->choice)];
        if (winner != field) {
            winner = field;
            since = i;
        }
    }
    std::size_t kept = begin;
    for (std::size_t i = begin; i < runs.size(); ++i) {
        const auto choice = runs[i].field->choice;
        if (choice < 0 || i >= choices[static_cast<std::size_t>(choice)].second)
            runs[kept++] = runs[i];
    }
    runs.resize(kept);
}

/// Takes the runs of the field from the front of the range.
Transcript::Range Transcript::cut(Range& range, const SchemaField& field) const
{
    const std::size_t begin = range.begin;
    while (range.begin < range.end && work_.runs[range.begin].field == &field)
        ++range.begin;
    return {begin, range.begin};
}

bool Transcript::object(const Type& type, Range range)
{
    return json_.open('{') && members(type, range, true) && json_.close('}');
}

bool Transcript::members(const Type& type, Range range, bool first)
{
    for (const SchemaField& field : type.fields) {
        const Range own = cut(range, field);
        if (own.empty() && !field.always)
            continue;
        if ((!first && !json_.comma()) || !json_.literal(field.member) || !value(field, own))
            return false;
        first = false;
    }
    return true;
}

bool Transcript::value(const SchemaField& field, Range range)
{
    switch (field.form) {
    case FieldForm::map:
        return map(field, range);
    case FieldForm::repeated:
        return array(field, range);
    case FieldForm::single:
        break;
    }
    return single(field, range);
}

bool Transcript::single(const SchemaField& field, Range range)
{
    if (field.type != nullptr)
        return whole(field, range);
    if (range.empty())
        return json_.literal(field.zero);
    Record last;
    each(range, [&last](const Record& record) {
        last = record;
        return true;
    });
    return scalar(field, last);
}

/// A message, of all that is there of it.
bool Transcript::whole(const SchemaField& field, Range range)
{
    auto& pieces = work_.pieces;
    pieces.clear();
    const bool few = each(range, [&pieces](const Record& record) {
        pieces.push_back(record.bytes);
        return pieces.size() <= Workspace::most;
    });
    if (!few)
        return json_.fail("a message in more than " + std::to_string(Workspace::most) + " pieces");
    return message(*field.type, pieces);
}

bool Transcript::array(const SchemaField& field, Range range)
{
    bool first = true;
    const auto add = [&](const Record& record) {
        if (field.type == nullptr && record.wire == Wire::length && wire_of(field.kind) != Wire::length) {
            const bool good = packed(field, record.bytes, first);
            first = first && record.bytes.empty();
            return good;
        }
        const bool good = (first || json_.comma()) && element(field, record);
        first = false;
        return good;
    };
    return json_.open('[') && each(range, add) && json_.close(']');
}

bool Transcript::element(const SchemaField& field, const Record& record)
{
    return field.type != nullptr ? message(*field.type, {&record.bytes, 1}) : scalar(field, record);
}

bool Transcript::packed(const SchemaField& field, std::string_view numbers, bool first)
{
    const Wire wire = wire_of(field.kind);
    ByteReader in(numbers);
    for (Record record; in.left() > 0; first = false) {
        const auto bits = wire == Wire::varint
                              ? in.varint()
                              : in.number(wire == Wire::fixed64 ? 8 : 4, std::endian::little);
        if (!bits)
            return json_.fail("packed numbers that are cut off");
        record.bits = *bits;
        if ((!first && !json_.comma()) || !scalar(field, record))
            return false;
    }
    return true;
}

} // namespace zws::codec::protobuf
