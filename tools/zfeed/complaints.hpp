// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

namespace zws::feed {

/// Tells of lines, or of other units, that could not be sent, each with its number: the first ones one by
/// one, then once a second at most.
class LineComplaints {
public:
    using Clock = std::chrono::steady_clock;

    explicit LineComplaints(std::string unit = "line") : unit_(std::move(unit)) {}

    /// Counts line `number`, which could not be sent because of `why`, and warns of it if it is time to.
    void add(std::uint64_t number, const std::string& why, Clock::time_point now = Clock::now());

    /// What follows is of another input: `where` stands in front of its lines, as in "a.csv: ". Warns of
    /// those of the last one that are untold.
    void begin(const std::string& where);

    /// Warns of those that are untold.
    void tell();

    std::uint64_t count() const { return count_; }

private:
    static constexpr std::uint64_t one_by_one = 10; ///< lines

    std::string unit_;
    std::string where_;
    std::uint64_t count_ = 0;
    std::uint64_t untold_ = 0;
    std::uint64_t first_untold_ = 0;
    std::uint64_t last_untold_ = 0;
    std::string why_; ///< of the first that is untold
    Clock::time_point next_;
};

} // namespace zws::feed
