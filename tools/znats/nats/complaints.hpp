// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zws::nats {

/// What a server complains of at any time, apart from answers. Each is a warning, once a minute at most, and
/// ten of them in a minute. Any thread.
class Complaints {
public:
    /// Messages to a subject that the server denies.
    using Denial = std::pair<std::string, std::uint64_t>;

    void add(const std::string& text);

    /// The messages that were denied since the last call, by their subjects.
    std::vector<Denial> take_denials();

    /// The subject of a subscription that the server denies; empty: none was denied.
    std::string denied_subscription() const;

private:
    using Clock = std::chrono::steady_clock;

    void tell(const std::string& text);

    mutable std::mutex mutex_;
    std::set<std::string> told_; ///< in this minute
    Clock::time_point next_;     ///< when the next one begins
    std::map<std::string, std::uint64_t> denied_;
    std::string subscription_;
};

/// What stands in double quotes after `words` in `text`; empty: nothing does.
std::string quoted_after(std::string_view words, std::string_view text);

} // namespace zws::nats
