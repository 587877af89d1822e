// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>

namespace zws::browser {

/// A number that one thread changes and any thread reads.
class Counter {
public:
    void add(std::uint64_t amount = 1) { value_.store(value() + amount, std::memory_order_relaxed); }
    void subtract(std::uint64_t amount = 1) { value_.store(value() - amount, std::memory_order_relaxed); }
    void set(std::uint64_t value) { value_.store(value, std::memory_order_relaxed); }
    std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

/// What a shard has done since the start, and what it has now.
struct ShardCounters {
    Counter clients;              ///< subscribed now
    Counter delivered;            ///< messages handed to the kernel, each client's counted
    Counter delivered_bytes;      ///< their frames' bytes
    Counter dropped;              ///< messages that clients lost because they were overtaken
    Counter disconnected_lagged;  ///< clients closed because they were overtaken
    Counter disconnected_stalled; ///< clients closed because nothing could be written to them for too long
    Counter disconnected_memory;  ///< clients cut off because not even the frame they were in could be kept
    Counter fan_out_ns;           ///< time spent on sending what was published
};

/// What was taken from ZeroMQ since the start.
struct IngestCounters {
    Counter messages;
    Counter bytes;        ///< of all frames
    Counter missing;      ///< messages that positions tell of and that never came
    Counter repaired;     ///< missing messages that were had again (--repair)
    Counter repair_lost;  ///< that could not be had
    Counter repair_twice; ///< messages that came again, and were dropped
    Counter undecodable;  ///< messages that are not what they should be
    Counter channels;     ///< open now
    Counter pauses;       ///< how often reading was stopped for clients that lag
    Counter given_up;     ///< segments that logs gave up for --memory-limit
    Counter skipped;      ///< messages that were left out of a view: too large for --memory-limit
};

/// What clients have sent since the start.
struct UplinkCounters {
    Counter published; ///< messages that somebody subscribed to something for
    Counter unheard;   ///< messages that nobody did
    Counter lost;      ///< messages that a subscriber had no room for, at least
};

} // namespace zws::browser
