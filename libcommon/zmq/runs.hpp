// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace zws {

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

/// The sequence numbers of one topic. Several publishers may each count their own messages of it: their runs
/// of numbers are told apart by the connections, and within one connection, as after a relay, by a number
/// that goes on where another run has been left.
class Runs {
public:
    /// What a number tells.
    struct Finding {
        Progress progress;
        std::uint64_t last = 0;      ///< the number it was compared with
        bool connected_anew = false; ///< the connection of that one has ended
        bool interleaved = false;    ///< first sign that a connection carries several runs
        /// What has been told and was not so: it was the step from one run to another.
        struct {
            std::uint64_t lost = 0;
            std::uint64_t gaps = 0;
            std::uint64_t restarts = 0;
        } retracted{};
    };

    /// Takes in a number of `bits` bits that came over `connection`, a descriptor; -1: not known.
    Finding add(std::uint64_t number, int connection, unsigned bits);

    static constexpr std::size_t most_runs = 16; ///< further ones push the oldest out
    static constexpr std::uint64_t longest_memory =
        10'000; ///< messages after which a run that was left is over

private:
    struct Connection {
        int descriptor = -1;
        std::uint64_t socket = 0; ///< which tells it from others that had this descriptor
    };

    struct Run {
        Connection connection;
        std::uint64_t last;
        std::uint64_t arrived; ///< number of the message, of all of the topic
        Progress begun;        ///< what its first number has been taken for,
        std::uint64_t after;   ///< compared with this one
    };

    using RunIterator = std::vector<Run>::iterator;

    static bool open(const Connection& connection);
    static Connection identified(int descriptor);
    void forget_old();
    std::vector<RunIterator> candidates(const Connection& connection);
    Finding seek(std::uint64_t number, const Connection& connection, unsigned bits);
    void go_on(RunIterator run, std::uint64_t number, const Connection& connection);
    void begin(std::uint64_t number, const Connection& connection, Progress begun, std::uint64_t after);
    void retract_those_after(std::uint64_t number, Finding& finding);

    std::vector<Run> runs_; ///< that with the last message comes first
    std::uint64_t messages_ = 0;
    bool interleaved_ = false;
};

} // namespace zws
