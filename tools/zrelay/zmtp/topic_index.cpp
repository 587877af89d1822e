// SPDX-License-Identifier: MIT
#include "tools/zrelay/zmtp/topic_index.hpp"

namespace zws::relay::zmtp {

void TopicIndex::add(std::string_view prefix, Subscriber& subscriber)
{
    by_length_[prefix.size()][std::string(prefix)].push_back(&subscriber);
}

void TopicIndex::remove(std::string_view prefix, const Subscriber& subscriber)
{
    const auto prefixes = by_length_.find(prefix.size());
    if (prefixes == by_length_.end())
        return;
    const auto found = prefixes->second.find(prefix);
    if (found == prefixes->second.end())
        return;
    std::erase(found->second, &subscriber);
    if (found->second.empty())
        prefixes->second.erase(found);
    if (prefixes->second.empty())
        by_length_.erase(prefixes);
}

} // namespace zws::relay::zmtp
