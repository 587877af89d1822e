// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace zws::nats {

/// Which connections of subscribers were there when a message was sent: one that came later has not got it.
class Witnesses {
public:
    /// `open`: the numbers of the connections that are there; `subscriptions`: how many have come so far;
    /// `sent`: the greatest number of a message that was sent. To be called before more are sent.
    void see(const std::vector<std::uint64_t>& open, std::uint64_t subscriptions, std::uint64_t sent)
    {
        std::erase_if(since_, [&open](const auto& one) {
            return std::find(open.begin(), open.end(), one.first) == open.end();
        });
        for (const auto connection : open)
            since_.emplace(connection, unknown);
        subscribed_ = std::exchange(subscriptions_, subscriptions) != subscriptions || subscribed_;
        const bool some =
            std::any_of(since_.begin(), since_.end(), [](auto& one) { return one.second == unknown; });
        if (!subscribed_ || !some)
            return;
        subscribed_ = false;
        for (auto& [connection, since] : since_)
            since = since == unknown ? sent + 1 : since;
    }

    /// How many of those that are there were there when message `number` was sent, for certain.
    std::size_t of(std::uint64_t number) const
    {
        const auto count =
            std::count_if(since_.begin(), since_.end(), [number](auto& one) { return one.second <= number; });
        return static_cast<std::size_t>(count);
    }

private:
    static constexpr std::uint64_t unknown =
        std::numeric_limits<std::uint64_t>::max(); ///< not subscribed yet

    std::map<std::uint64_t, std::uint64_t> since_; ///< by connection: the first message after it subscribed
    std::uint64_t subscriptions_ = 0;
    bool subscribed_ = false; ///< somebody has, and it is not known who
};

} // namespace zws::nats
