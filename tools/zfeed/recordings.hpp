// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/playback.hpp"
#include "tools/zfeed/options.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace zws::feed {

/// Tells of what recordings have lost: the first losses one by one, then how many there are, once a second at
/// most.
class Damage {
public:
    using Clock = std::chrono::steady_clock;

    void add(const std::string& file, const mcap::Loss& loss, Clock::time_point now = Clock::now());

    /// Warns of those that are untold.
    void tell();

    /// What is added from here on was told before.
    void repeats() { repeats_ = true; }

    std::uint64_t count() const { return count_; }

private:
    static constexpr std::uint64_t one_by_one = 10; ///< losses

    std::uint64_t count_ = 0;
    std::uint64_t untold_ = 0;
    std::uint64_t untold_bytes_ = 0;
    bool repeats_ = false;
    Clock::time_point next_;
};

/// The files of --format mcap.
struct Recordings {
    std::unique_ptr<Damage> damage = std::make_unique<Damage>(); ///< of all files; stays where it is
    std::vector<mcap::Recording> files;
    mcap::PlaybackSelection
        selection; ///< as --since, --until and --topic say; of a topic it has no more than the channel tells
};

/// Opens the files of --format mcap, and finds out what is in them; none for another format. Throws Error
/// where one cannot be read or is not a recording, or no time is between --since and --until, and UsageError
/// where one is that the format is not for.
Recordings open_recordings(const Options& options);

} // namespace zws::feed
