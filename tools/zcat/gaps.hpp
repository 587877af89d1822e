// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/runs.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace zws::cat {

/// Counts lost messages by the sequence numbers of each run and publisher, and warns of them, once a second
/// at most. A run is what has numbers of its own: a topic, or an epoch.
class Gaps {
public:
    using Clock = std::chrono::steady_clock;

    enum class RunOf { topic, epoch };

    explicit Gaps(unsigned bits, RunOf run_of = RunOf::topic) : bits_(bits), run_of_(run_of) {}

    /// Takes the number of a message in; none: it has none. `run` is its topic, or the 8 bytes of its epoch.
    /// `connection`: its descriptor; -1: not known.
    void add(std::string_view run, std::optional<std::uint64_t> number, int connection = -1);

    /// When report() has something to tell; time_point::max() if there is nothing.
    Clock::time_point due() const { return untold_.empty() ? Clock::time_point::max() : next_; }

    /// Warns of what is new since the last report, if the last one is a second old.
    void report(Clock::time_point now);

    /// Writes what was counted in all.
    void report_total();

    std::uint64_t lost() const { return lost_; }

    static constexpr std::size_t most_runs = 100'000; ///< messages of further runs are not counted,
    static constexpr std::size_t longest_run = 1024;  ///< nor are those of longer ones, in bytes

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    std::string of(std::string_view run) const;
    void judge(std::string_view run, std::uint64_t number, const Runs::Finding& finding);
    void correct(std::string_view run, const Runs::Finding& finding);
    void tell_later(std::string_view run, std::string text);

    unsigned bits_;
    RunOf run_of_;
    std::unordered_map<std::string, Runs, Hash, std::equal_to<>> runs_;
    std::uint64_t numbered_ = 0;
    std::uint64_t unnumbered_ = 0;
    std::uint64_t uncounted_ = 0; ///< of runs too many, or too long
    std::uint64_t lost_ = 0;
    std::uint64_t gaps_ = 0;
    std::uint64_t restarts_ = 0;
    std::uint64_t repeated_ = 0;
    std::string untold_; ///< the first event since the last report
    std::string untold_run_;
    std::uint64_t more_ = 0; ///< events after it
    Clock::time_point next_;
};

} // namespace zws::cat
