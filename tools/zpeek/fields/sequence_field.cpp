// SPDX-License-Identifier: MIT
#include "tools/zpeek/fields/sequence_field.hpp"

#include "tools/zpeek/fields/time_field.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace zws::peek {

namespace {

/// The last part of a pointer in small letters.
std::string last_name(std::string_view pointer)
{
    std::string name(pointer.substr(pointer.rfind('/') + 1)); // npos + 1 is 0
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return name;
}

bool names_sequence(std::string_view pointer)
{
    constexpr std::array<std::string_view, 8> parts{"seq",   "count",  "number", "index",
                                                    "frame", "packet", "sample", "msg_id"};
    constexpr std::array<std::string_view, 7> names{"n", "i", "id", "no", "nr", "num", "idx"};
    const auto name = last_name(pointer);
    return std::find(names.begin(), names.end(), name) != names.end() ||
           std::any_of(parts.begin(), parts.end(),
                       [&](auto part) { return name.find(part) != std::string_view::npos; });
}

/// Doubles have all whole numbers up to 2^53; one after the other is not seen beyond.
std::optional<std::vector<Numbered>> numbers_of(const Field& field)
{
    constexpr double first_rounded = 9007199254740992;
    if (!field.is_whole() || field.observed().size() != field.count())
        return std::nullopt;
    std::vector<Numbered> numbers;
    numbers.reserve(field.observed().size());
    for (const auto& [arrived, number, connection] : field.observed()) {
        if (number >= first_rounded)
            return std::nullopt;
        numbers.push_back({static_cast<std::uint64_t>(number), connection});
    }
    return numbers;
}

std::optional<SequenceField> as_sequence(const Field& field)
{
    constexpr std::uint64_t enough_unnamed = 50; // steps that tell without a name
    const auto numbers = numbers_of(field);
    if (!numbers)
        return std::nullopt;
    SequenceField found{field.pointer(), steps_of(*numbers, 64)};
    const bool named = names_sequence(field.pointer());
    if (are_sequence(found.steps) &&
        (named || (found.steps.count >= enough_unnamed && found.steps.gaps == 0)))
        return found;
    return std::nullopt;
}

} // namespace

std::optional<SequenceField> find_sequence(const Fields& fields, const std::string& time)
{
    std::optional<SequenceField> best;
    for (const Field& field : fields.all()) {
        const bool named = names_sequence(field.pointer());
        if (field.pointer() == time || (names_time(field.pointer()) && !named))
            continue;
        if (best && (!named || names_sequence(best->pointer)))
            continue;
        if (auto found = as_sequence(field))
            best = std::move(found);
    }
    return best;
}

} // namespace zws::peek
