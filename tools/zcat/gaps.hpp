// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zcat/runs.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace zws::cat {

/// Counts lost messages by the sequence numbers of each topic and publisher, and warns of them, once a second
/// at most.
class Gaps {
public:
    using Clock = std::chrono::steady_clock;

    explicit Gaps(unsigned bits) : bits_(bits) {}

    /// Takes the number of a message in; none: it has none. `connection`: its descriptor; -1: not known.
    void add(std::string_view topic, std::optional<std::uint64_t> number, int connection = -1);

    /// When report() has something to tell; time_point::max() if there is nothing.
    Clock::time_point due() const { return untold_.empty() ? Clock::time_point::max() : next_; }

    /// Warns of what is new since the last report, if the last one is a second old.
    void report(Clock::time_point now);

    /// Writes what was counted in all.
    void report_total();

    std::uint64_t lost() const { return lost_; }

    static constexpr std::size_t most_topics = 100'000; ///< messages of further topics are not counted,
    static constexpr std::size_t longest_topic = 1024;  ///< nor are those of longer ones, in bytes

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    void judge(std::string_view topic, std::uint64_t number, const Runs::Finding& finding);
    void correct(std::string_view topic, const Runs::Finding& finding);
    void tell_later(std::string_view topic, std::string text);

    unsigned bits_;
    std::unordered_map<std::string, Runs, Hash, std::equal_to<>> topics_;
    std::uint64_t numbered_ = 0;
    std::uint64_t unnumbered_ = 0;
    std::uint64_t uncounted_ = 0; ///< of topics too many, or too long
    std::uint64_t lost_ = 0;
    std::uint64_t gaps_ = 0;
    std::uint64_t restarts_ = 0;
    std::uint64_t repeated_ = 0;
    std::string untold_; ///< the first event since the last report
    std::string untold_topic_;
    std::uint64_t more_ = 0; ///< events after it
    Clock::time_point next_;
};

} // namespace zws::cat
