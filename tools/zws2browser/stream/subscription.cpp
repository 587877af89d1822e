// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/subscription.hpp"

#include "libcommon/text/number.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace zws::browser {

namespace {

constexpr std::size_t most_topics = 64;
constexpr std::size_t most_positions = 16;
constexpr std::uint64_t most_interval = 60'000; // ms

template <class N>
N number_of(const std::string& name, const std::string& value, Range<N> range)
{
    try {
        return parse_number<N>(value, range);
    } catch (const std::invalid_argument& wrong) {
        throw std::invalid_argument(name + '=' + value + ": " + wrong.what());
    }
}

Position position_of(const std::string& value)
{
    try {
        return parse_position(value);
    } catch (const std::invalid_argument& wrong) {
        throw std::invalid_argument("after=" + value + ": " + wrong.what());
    }
}

/// Each once, and none that another one includes: views that show the same are the same.
void normalize(std::vector<std::string>& topics)
{
    std::sort(topics.begin(), topics.end()); // a prefix comes before what it includes
    topics.erase(std::unique(topics.begin(), topics.end(),
                             [](const auto& kept, const auto& next) { return next.starts_with(kept); }),
                 topics.end());
    if (!topics.empty() && topics.front().empty())
        topics.clear();
}

} // namespace

Subscription parse_subscription(const RequestTarget& target, std::uint64_t history_max,
                                std::optional<BatchForm> form)
{
    Subscription wanted;
    for (const auto& [name, value] : target.query) {
        if (name == "topic")
            wanted.view.topics.push_back(value);
        else if (name == "history")
            wanted.history = std::min(number_of<std::uint64_t>(name, value, {}), history_max);
        else if (name == "after")
            wanted.after.push_back(position_of(value));
        else if (name == "interval")
            wanted.interval =
                std::chrono::milliseconds(number_of<std::uint64_t>(name, value, {0, most_interval}));
    }
    if (!wanted.after.empty() && form != BatchForm::v2)
        throw std::invalid_argument("after: only with zws.batch.v2, which tells positions");
    if (wanted.after.size() > most_positions)
        throw std::invalid_argument("after: more than " + std::to_string(most_positions));
    if (wanted.view.topics.size() > most_topics)
        throw std::invalid_argument("topic: more than " + std::to_string(most_topics));
    normalize(wanted.view.topics);
    if (form) {
        wanted.view.form = *form;
        wanted.view.batches = std::exchange(wanted.interval, std::chrono::milliseconds::zero());
    }
    return wanted;
}

} // namespace zws::browser
