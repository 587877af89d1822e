// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "tools/zrec/destination.hpp"
#include "tools/zrec/options.hpp"
#include "tools/zrec/output_file.hpp"
#include "tools/zrec/retention.hpp"

#include <deque>
#include <memory>
#include <optional>

namespace zws::rec {

/// Keeps the last chunks in memory, compressed, and writes them to a file when it is told to. A message is in
/// one file at most.
class FlightRecorder : public Destination {
public:
    /// `memory`: of the chunks, bytes; the oldest go where they have more.
    FlightRecorder(const Options& options, std::size_t memory);

    void write(mcap::FileChunk chunk, Clock::time_point now) override;
    void begin_file(Clock::time_point now) override;
    void end_file() override;
    Clock::time_point due() const override { return Clock::time_point::max(); }
    void look(Clock::time_point) override {}
    void close() override;

private:
    struct Kept {
        mcap::FileChunk chunk;
        Clock::time_point taken;
    };

    void write(const mcap::FileChunk& chunk);
    void drop_oldest();
    void drop_old(Clock::time_point now);
    void make_room(Clock::time_point now);
    void tell_what_is_missing(Clock::time_point now) const;

    const Options& options_;
    std::size_t memory_;
    Retention retention_;
    std::deque<Kept> kept_;
    std::size_t bytes_ = 0;
    std::optional<Clock::time_point> cut_; ///< when the last chunk was taken that had no room
    bool writing_ = false;                 ///< from begin_file() to end_file()
    RareWarning too_much_{std::chrono::minutes(1)};
    std::unique_ptr<OutputFile> file_;
};

} // namespace zws::rec
