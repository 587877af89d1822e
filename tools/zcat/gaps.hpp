// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace zws::cat {

/// What a number says of the messages since the one before it.
struct Progress {
    enum class Kind { next, gap, repeated, restarted };

    Kind kind;
    std::uint64_t lost = 0; ///< messages, where there is a gap

    bool operator==(const Progress&) const = default;
};

/// Compares numbers of `bits` bits. A step back is a publisher that begins again, unless it is one over the
/// end of the numbers: then no more than a sixteenth of all can be missing.
Progress compare(std::uint64_t last, std::uint64_t now, unsigned bits);

/// Counts lost messages by the sequence numbers of each topic, and warns of them, once a second at most.
class Gaps {
public:
    using Clock = std::chrono::steady_clock;

    explicit Gaps(unsigned bits) : bits_(bits) {}

    /// Takes the number of a message in; none: it has none.
    void add(std::string_view topic, std::optional<std::uint64_t> number);

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

    void take(std::string_view topic, std::uint64_t last, std::uint64_t now);
    void tell_later(std::string text);

    unsigned bits_;
    std::unordered_map<std::string, std::uint64_t, Hash, std::equal_to<>> last_;
    std::uint64_t numbered_ = 0;
    std::uint64_t unnumbered_ = 0;
    std::uint64_t lost_ = 0;
    std::uint64_t gaps_ = 0;
    std::uint64_t restarts_ = 0;
    std::uint64_t repeated_ = 0;
    std::string untold_;     ///< the first event since the last report
    std::uint64_t more_ = 0; ///< events behind it
    Clock::time_point next_;
};

} // namespace zws::cat
