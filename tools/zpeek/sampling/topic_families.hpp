// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/sampling/samples.hpp"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace zws::peek {

/// A topic without what changes from one message to the next: "job/17" and "job/18" are of "job/*". Words
/// with digits are stars, but for letters before them; so are UUIDs, and all of what cannot be read as text.
std::string pattern_of(std::string_view topic);

/// The topics of a stream, those put together that have a number or a name of their own in nearly each
/// message: so many, with so few messages each, that nobody wants to read about every one.
class TopicFamilies {
public:
    static constexpr std::size_t fewest = 17;  ///< topics
    static constexpr double most_messages = 2; ///< of a topic, on the average

    /// `topics` have to stay.
    explicit TopicFamilies(const std::deque<TopicSample>& topics);

    /// Topics and families, in the order in which their first messages came.
    const std::vector<const TopicSample*>& all() const { return all_; }

private:
    std::deque<TopicSample> families_;
    std::vector<const TopicSample*> all_;
};

} // namespace zws::peek
