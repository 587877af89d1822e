// SPDX-License-Identifier: MIT
#include "tools/zcat/selection.hpp"

#include <algorithm>
#include <utility>

namespace zws::cat {

Selection::Selection(std::vector<std::string> excluded, std::uint64_t every)
    : excluded_(std::move(excluded)), every_(every)
{
}

bool Selection::excludes(std::string_view first_frame) const
{
    return std::any_of(excluded_.begin(), excluded_.end(),
                       [first_frame](const std::string& prefix) { return first_frame.starts_with(prefix); });
}

bool Selection::due(std::string_view topic)
{
    auto known = seen_.find(topic);
    if (known == seen_.end() && seen_.size() < most_topics && topic.size() <= longest_topic)
        known = seen_.emplace(topic, 0).first;
    std::uint64_t& seen = known != seen_.end() ? known->second : others_;
    return seen++ % every_ == 0;
}

} // namespace zws::cat
