// SPDX-License-Identifier: MIT
#include "tools/zrec/record.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/cli/warnings.hpp"
#include "libcommon/mcap/topic_table.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/memory_budget.hpp"
#include "libcommon/os/poll.hpp"
#include "libcommon/os/service_manager.hpp"
#include "libcommon/text/quantity.hpp"
#include "libcommon/zmq/byte_mark.hpp"
#include "libcommon/zmq/inlet.hpp"
#include "libcommon/zmq/message.hpp"
#include "tools/zrec/disk_thread.hpp"
#include "tools/zrec/flight_recorder.hpp"
#include "tools/zrec/rolling_files.hpp"
#include "tools/zrec/triggers.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <malloc.h>
#include <memory>
#include <unistd.h>

namespace zws::rec {

namespace {

using Clock = std::chrono::steady_clock;

mcap::Time wall_clock()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<mcap::Time>(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

/// A quarter of the memory is for what waits for the disk, where the rest is for what is kept.
std::size_t waiting_limit(const Options& options)
{
    return options.last ? options.memory / 4 : options.memory;
}

/// Bytes of messages in a chunk: files and memory have room for several.
std::size_t chunk_size(const Options& options)
{
    constexpr std::size_t usual = std::size_t{1} << 20U;
    constexpr std::size_t least = std::size_t{16} << 10U;
    std::size_t size = std::min(usual, options.memory / 16);
    if (options.rotate_size != 0)
        size = std::min(size, static_cast<std::size_t>(options.rotate_size) / 8);
    return std::max(size, least);
}

std::unique_ptr<Destination> destination(const Options& options)
{
    if (options.last)
        return std::make_unique<FlightRecorder>(options, options.memory - waiting_limit(options));
    return std::make_unique<RollingFiles>(options, Clock::now());
}

class Recorder {
public:
    Recorder(const Options& options, Socket& in, StopSignal& stop, const UserSignal& signal)
        : options_(options),
          socket_(in),
          in_(in.handle),
          inlet_(in),
          mark_(in_, options.input.hwm, MemoryBudget::usual_limit() / 4),
          stop_(stop),
          signal_(signal),
          triggers_(options.conditions),
          chunk_size_(chunk_size(options)),
          destination_(destination(options)),
          disk_(*destination_, options.compression, waiting_limit(options))
    {
    }

    void run()
    {
        while (!wait())
            burst();
        service_manager::tell("STOPPING=1");
        inlet_.end();
        do
            burst(); // what has come is recorded
        while (has_room_ && inlet_.due() == Inlet::Clock::time_point::min());
        hand_over(Job::Then::nothing);
        disk_.finish();
        inlet_.tell_total();
        check();
    }

private:
    /// Sleeps until there is something to do; true if that is to end.
    bool wait()
    {
        has_room_ = disk_.has_room();
        if (!has_room_)
            late_.tell("the disk is late: ", shown_size(static_cast<std::int64_t>(waiting_limit(options_))),
                       " wait for it, and nothing more is taken until there is room");
        std::array<zmq::pollitem_t, 5> items{
            {{nullptr, stop_.fd(), ZMQ_POLLIN, 0}, {nullptr, disk_.fd(), ZMQ_POLLIN, 0}}};
        std::size_t count = 2;
        if (has_room_) {
            items[count++] = {in_.handle(), 0, ZMQ_POLLIN, 0};
            items[count++] = {nullptr, inlet_.fd(), ZMQ_POLLIN, 0};
        }
        if (signal_.fd() >= 0)
            items[count++] = {nullptr, signal_.fd(), ZMQ_POLLIN, 0};
        const auto due = std::min({flush_due_, file_end_, watchdog_.due()});
        poll(std::span(items).first(count), has_room_ ? std::min(due, inlet_.due()) : due);
        watchdog_.tell(Clock::now());
        if (items[1].revents != 0) {
            disk_.acknowledge();
            check();
        }
        look(Clock::now());
        return stop_.requested();
    }

    void check()
    {
        if (const std::string failure = disk_.failure(); !failure.empty())
            throw Error(
                log::concat(failure, "; ", disk_.lost() + chunk_.messages(), " messages were not recorded"));
    }

    /// Does what time or a signal asks for.
    void look(Clock::time_point now)
    {
        if (signal_.fd() >= 0 && signal_.consume())
            trigger("SIGUSR1");
        if (now >= file_end_) {
            file_end_ = Clock::time_point::max();
            hand_over(Job::Then::end_file);
        }
        if (now >= flush_due_)
            hand_over(Job::Then::nothing);
    }

    /// Takes what is waiting, but no more than a stop or the disk can wait for.
    void burst()
    {
        constexpr int burst_limit = 1000; // messages
        constexpr int clock_interval = 16;
        for (int taken = 0; has_room_ && taken < burst_limit; ++taken) {
            if (!inlet_.receive(message_))
                break;
            mark_.see(message_.size());
            // Those that have waited together came while the one before was handled, within microseconds.
            time_ = taken % clock_interval == 0 ? wall_clock() : time_ + 1;
            add();
        }
        mark_.settle(socket_.watch->peers(), Clock::now());
    }

    void add()
    {
        if (chunk_.empty())
            flush_due_ = Clock::now() + options_.flush;
        const auto& channel = topics_.channel_of(message_);
        if (topics_.overflowed() && !overflow_told_)
            tell_overflow();
        chunk_.add(channel, time_, message_);
        if (const auto* condition = triggers_.became_true(channel->record.id, message_))
            trigger(condition->text());
        if (chunk_.size() >= chunk_size_)
            hand_over(Job::Then::nothing);
    }

    void tell_overflow()
    {
        log::warning("more than ", mcap::TopicTable::most_channels,
                     " topics: those that come now share one channel (zws(7), RECORDINGS)");
        overflow_told_ = true;
    }

    /// Begins a file; where one is being written, it ends later.
    void trigger(const std::string& why)
    {
        const bool begins = file_end_ == Clock::time_point::max();
        if (begins)
            log::info(log::printable(why), ": writing what is in memory");
        else
            log::debug(log::printable(why), ": the file goes on"); // as often as a value likes
        file_end_ = Clock::now() + options_.after;
        if (begins)
            hand_over(Job::Then::begin_file);
    }

    /// Ends the chunk that is open.
    void hand_over(Job::Then then)
    {
        constexpr std::size_t spare = std::size_t{64} << 10U; // for the last message, usually
        const bool full = chunk_.size() >= chunk_size_;       // the stream is fast
        flush_due_ = Clock::time_point::max();
        if (!chunk_.empty() || then != Job::Then::nothing)
            disk_.add({std::move(chunk_), then, full ? mcap::Effort::least : mcap::Effort::usual});
        chunk_ = mcap::OpenChunk(chunk_size_ + spare);
        has_room_ = disk_.has_room();
    }

    const Options& options_;
    Socket& socket_;
    zmq::socket_t& in_; ///< of socket_
    Inlet inlet_;       ///< from it
    ByteMark mark_;     ///< of in_
    StopSignal& stop_;
    const UserSignal& signal_;
    mcap::TopicTable topics_;
    Triggers triggers_;
    std::size_t chunk_size_;
    mcap::OpenChunk chunk_;
    Clock::time_point flush_due_ = Clock::time_point::max(); ///< of chunk_
    Clock::time_point file_end_ = Clock::time_point::max();  ///< of the file that a trigger began
    bool has_room_ = true;
    bool overflow_told_ = false;
    RareWarning late_;
    Watchdog watchdog_;
    Message message_;
    mcap::Time time_ = 0; ///< when it came
    std::unique_ptr<Destination> destination_;
    DiskThread disk_;
};

} // namespace

void prepare_process()
{
    std::signal(SIGXFSZ, SIG_IGN);
    // Else each chunk of a fast stream gets its memory from the system, a page fault for each 4 KiB.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
}

void check_folder(const std::string& folder)
{
    const std::string attempt = "--dir " + folder;
    if (!std::filesystem::is_directory(folder))
        throw system_error(attempt, std::filesystem::exists(folder) ? ENOTDIR : ENOENT);
    if (access(folder.c_str(), W_OK | X_OK) != 0)
        throw system_error(attempt, errno);
}

void record(const Options& options, Socket& in, StopSignal& stop, const UserSignal& trigger)
{
    Recorder(options, in, stop, trigger).run();
}

} // namespace zws::rec
