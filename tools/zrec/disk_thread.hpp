// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/chunk.hpp"
#include "libcommon/os/poll.hpp"
#include "tools/zrec/destination.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace zws::rec {

/// What is to be done, in order: a chunk, which may be empty, and then a change of the file.
struct Job {
    enum class Then { nothing, begin_file, end_file };

    mcap::OpenChunk chunk;
    Then then = Then::nothing;
    mcap::Effort effort = mcap::Effort::usual; ///< for the chunk
};

/// Compresses and writes chunks on a thread of its own, so that the socket does not wait for the disk.
class DiskThread {
public:
    /// `limit`: of what waits, bytes; has_room() says when that is reached. `destination` is used by the
    /// thread alone.
    DiskThread(Destination& destination, mcap::Compression compression, std::size_t limit);

    /// What waits then is dropped.
    ~DiskThread();
    DiskThread(const DiskThread&) = delete;
    DiskThread& operator=(const DiskThread&) = delete;

    bool has_room();

    /// Never waits.
    void add(Job job);

    /// Readable once there may be room again, or something failed, for poll(2); until acknowledge().
    int fd() const { return wake_up_.fd(); }
    void acknowledge() const { wake_up_.reset(); }

    /// Waits until all that was added is written, and the file is closed, or something failed.
    void finish();

    /// Why it cannot go on; empty where it can.
    std::string failure();

    /// How many messages were added and are not in a file because of that.
    std::uint64_t lost();

private:
    using Clock = Destination::Clock;

    void run();
    std::optional<Job> next();
    void work();
    void process(const Job& job);
    void fail(const std::string& reason);

    Destination& destination_;
    mcap::ChunkMaker maker_;
    std::size_t limit_;
    WakeUp wake_up_;

    std::mutex mutex_; ///< of what follows
    std::condition_variable changed_;
    std::deque<Job> jobs_;
    std::size_t bytes_ = 0;     ///< of jobs_, and of the one that is being done
    std::uint64_t in_work_ = 0; ///< messages of that one
    bool room_is_wanted_ = false;
    bool finishing_ = false;
    bool dropping_ = false;
    std::string failure_;
    std::uint64_t lost_ = 0;

    std::thread thread_; ///< the last to be made
};

} // namespace zws::rec
