// SPDX-License-Identifier: MIT
#include "tools/zpeek/findings/shared_sequence.hpp"

#include <algorithm>
#include <limits>

namespace zws::peek {

namespace {

/// Where a message has such a number; nullptr: it has none.
const FrameNumber* number_in(const TopicFindings& found, std::size_t place)
{
    const auto& frames = found.layout.frames;
    const bool has = place < frames.size() && frames[place].number && frames[place].number->shared;
    return has ? &*frames[place].number : nullptr;
}

struct SeenNumbers {
    std::uint64_t message; ///< its place in the stream
    Numbered numbered;
};

/// Of later messages not all are kept.
std::uint64_t last_of_all(const std::vector<TopicFindings>& topics)
{
    auto last = std::numeric_limits<std::uint64_t>::max();
    for (const auto& found : topics) {
        const auto& sample = *found.topic;
        if (!sample.kept.empty() && sample.kept.size() < sample.flow.messages())
            last = std::min(last, sample.kept.back().number);
    }
    return last;
}

void add_numbers(std::vector<SeenNumbers>& all, const TopicFindings& found, std::size_t place,
                 std::uint64_t last)
{
    const auto& element = number_in(found, place)->element;
    for (const auto& kept : found.topic->kept) {
        if (kept.number > last || place >= kept.frames.size())
            continue;
        if (const auto number = number_in_frame(kept.frames[place], element))
            all.push_back({kept.number, {*number, kept.connection}});
    }
}

/// The steps of all numbers at a place, in the order of their messages.
Steps steps_at(const std::vector<TopicFindings>& topics, std::size_t place)
{
    std::vector<SeenNumbers> all;
    unsigned bits = 64;
    const auto last = last_of_all(topics);
    for (const auto& found : topics) {
        if (const auto* const number = number_in(found, place)) {
            bits = number->bits;
            add_numbers(all, found, place, last);
        }
    }
    std::sort(all.begin(), all.end(),
              [](const SeenNumbers& a, const SeenNumbers& b) { return a.message < b.message; });
    std::vector<Numbered> numbers;
    numbers.reserve(all.size());
    for (const auto& seen : all)
        numbers.push_back(seen.numbered);
    return steps_of(numbers, bits);
}

/// What says that it is a position is one.
void forget(TopicFindings& found, std::size_t place)
{
    auto& role = found.layout.frames[place];
    if (role.number->is_position())
        return;
    role.number.reset();
    role.encoding = {"", "its numbers grow, but are not a sequence", Surety::none};
    found.sequence.reset();
}

} // namespace

void settle_shared_sequences(std::vector<TopicFindings>& topics)
{
    std::size_t places = 0;
    for (const auto& found : topics)
        places = std::max(places, found.layout.frames.size());
    for (std::size_t place = 0; place < places; ++place) {
        const auto has = [place](const TopicFindings& found) { return number_in(found, place) != nullptr; };
        if (std::none_of(topics.begin(), topics.end(), has))
            continue;
        const auto steps = steps_at(topics, place);
        for (auto& found : topics) {
            if (!has(found))
                continue;
            if (!are_sequence(steps))
                forget(found, place);
            else if (found.sequence)
                found.sequence->steps = steps;
        }
    }
}

} // namespace zws::peek
