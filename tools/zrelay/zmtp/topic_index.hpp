// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace zws::relay::zmtp {

class Subscriber;

/// Which subscribers want which topics; finding those of a topic takes one step for each length of a prefix.
class TopicIndex {
public:
    void add(std::string_view prefix, Subscriber& subscriber);
    void remove(std::string_view prefix, const Subscriber& subscriber);

    /// Calls `use` with each subscriber of a prefix of `topic`, once for each such prefix.
    template <class Use>
    void match(std::string_view topic, Use use) const
    {
        for (const auto& [length, prefixes] : by_length_) {
            if (length > topic.size())
                break;
            const auto found = prefixes.find(topic.substr(0, length));
            if (found == prefixes.end())
                continue;
            for (Subscriber* const subscriber : found->second)
                use(*subscriber);
        }
    }

private:
    using Prefixes = std::map<std::string, std::vector<Subscriber*>, std::less<>>;
    std::map<std::size_t, Prefixes> by_length_;
};

} // namespace zws::relay::zmtp
