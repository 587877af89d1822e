// SPDX-License-Identifier: MIT
#include "tools/zrec/flight_recorder.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/text/quantity.hpp"

#include <cmath>
#include <utility>

namespace zws::rec {

namespace {

using Clock = Destination::Clock;

std::string shown(Clock::duration time)
{
    return shown_time(std::round(std::chrono::duration<double>(time).count() * 10) / 10);
}

} // namespace

FlightRecorder::FlightRecorder(const Options& options, std::size_t memory)
    : options_(options), memory_(memory), retention_(options.folder, options.keep)
{
}

void FlightRecorder::write(mcap::FileChunk chunk, Clock::time_point now)
{
    if (writing_) {
        write(chunk);
        return;
    }
    bytes_ += chunk.size();
    kept_.push_back({std::move(chunk), now});
    drop_old(now);
    make_room(now);
}

void FlightRecorder::drop_oldest()
{
    bytes_ -= kept_.front().chunk.size();
    kept_.pop_front();
}

void FlightRecorder::drop_old(Clock::time_point now)
{
    while (!kept_.empty() && now - kept_.front().taken > *options_.last)
        drop_oldest();
}

void FlightRecorder::make_room(Clock::time_point now)
{
    if (bytes_ <= memory_)
        return;
    while (bytes_ > memory_) {
        cut_ = kept_.front().taken;
        drop_oldest();
    }
    too_much_.tell("--last ", shown(*options_.last), " does not fit into --memory ",
                   shown_size(static_cast<std::int64_t>(options_.memory)), ": ", shown(now - *cut_), " do");
}

void FlightRecorder::tell_what_is_missing(Clock::time_point now) const
{
    if (cut_ && now - *cut_ < *options_.last)
        log::warning(file_->path().string(), ": begins ", shown(now - *cut_), " before, not ",
                     shown(*options_.last), ": more did not fit into --memory ",
                     shown_size(static_cast<std::int64_t>(options_.memory)));
}

void FlightRecorder::begin_file(Clock::time_point now)
{
    writing_ = true;
    drop_old(now);
    if (kept_.empty())
        return; // the next message begins it
    for (; !kept_.empty(); drop_oldest())
        write(kept_.front().chunk);
    tell_what_is_missing(now);
}

void FlightRecorder::write(const mcap::FileChunk& chunk)
{
    if (!file_) {
        file_ = std::make_unique<OutputFile>(options_.folder, chunk.index.start);
        retention_.look();
    }
    file_->write(chunk);
    retention_.enforce(file_->size(), std::filesystem::file_time_type::clock::now());
}

void FlightRecorder::end_file()
{
    writing_ = false;
    if (!file_)
        log::warning("no file: no message came in the last ", shown(*options_.last), " and until now");
    close();
}

void FlightRecorder::close()
{
    if (file_)
        std::exchange(file_, nullptr)->close();
}

} // namespace zws::rec
