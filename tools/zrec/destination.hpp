// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/chunk.hpp"

#include <chrono>

namespace zws::rec {

/// Where chunks go. What it throws is Error, and then no more comes.
class Destination {
public:
    using Clock = std::chrono::steady_clock;

    Destination() = default;
    virtual ~Destination() = default;
    Destination(const Destination&) = delete;
    Destination& operator=(const Destination&) = delete;

    virtual void write(mcap::FileChunk chunk, Clock::time_point now) = 0;

    /// What was kept in memory is to be in a file, and what comes too, until end_file().
    virtual void begin_file(Clock::time_point /*now*/) {}
    virtual void end_file() {}

    /// When look() has something to do.
    virtual Clock::time_point due() const = 0;
    virtual void look(Clock::time_point now) = 0;

    /// Ends the file that is open, if one is.
    virtual void close() = 0;
};

} // namespace zws::rec
