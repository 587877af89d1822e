// SPDX-License-Identifier: MIT
#include "libcommon/points/sweeps.hpp"

#include "libcommon/points/time.hpp"

#include <algorithm>

namespace zws::points {

namespace {

/// Fewer pairs are points with times.
constexpr std::uint32_t least_pairs = 17;

int direction(double from, double to)
{
    return static_cast<int>(to > from) - static_cast<int>(to < from);
}

bool is_monotonic(const JsonNode& pairs)
{
    const auto x = [](const JsonNode& pair) { return pair.first->number; };
    const int wanted = direction(x(*pairs.first), x(*pairs.first->next));
    return wanted != 0 &&
           std::adjacent_find(pairs.begin(), JsonNode::end(), [&](const JsonNode& one, const JsonNode& next) {
               return direction(x(one), x(next)) != wanted;
           }) == JsonNode::end();
}

} // namespace

bool Sweeps::recognise(const JsonNode& pairs, std::string_view topic, double arrived)
{
    const auto has_number = [](const JsonNode& pair) { return pair.first->is(JsonNode::Kind::number); };
    if (pairs.size < least_pairs || !std::all_of(pairs.begin(), JsonNode::end(), has_number))
        return false;
    Ends ends{pairs.first->first->number, 0};
    for (const JsonNode& pair : pairs)
        ends.last = pair.first->number;
    const auto before = before_.exchange(topic, ends);
    if (!is_monotonic(pairs))
        return false;
    if (before == ends)
        return true;
    const bool goes_on = before && ends.first > before->last && before->last > before->first;
    return !goes_on && !is_near(seconds_of(ends.first), arrived) && !is_near(seconds_of(ends.last), arrived);
}

} // namespace zws::points
