// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/descriptor.hpp"
#include "tests/bench/limit_block.hpp"

#include <condition_variable>
#include <deque>
#include <thread>
#include <zmq.hpp>

namespace zws::bench {

/// Where a broadcaster's blocks come from.
class Feed {
public:
    Feed() = default;
    virtual ~Feed() = default;
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    /// Becomes readable (an edge, not a level) when there is something to take after take() gave nothing.
    virtual int fd() const = 0;
    /// What came since, at most a block; null if there is nothing. Never waits.
    virtual BlockPtr take() = 0;
};

/// Reads the socket in the thread that sends: no thread is woken for a message, but nobody reads meanwhile.
class InlineFeed : public Feed {
public:
    InlineFeed(zmq::socket_t& in, BlockPool& pool) : in_(in), pool_(pool) {}

    int fd() const override;
    BlockPtr take() override;

private:
    zmq::socket_t& in_;
    BlockPool& pool_;
    zmq::message_t held_; ///< did not fit into the block before
    bool holds_ = false;
};

/// Reads the socket in a thread of its own, which waits once 16 blocks were not taken.
class ThreadFeed : public Feed {
public:
    ThreadFeed(zmq::socket_t& in, BlockPool& pool);
    ~ThreadFeed() override;

    int fd() const override { return wake_.get(); }
    BlockPtr take() override;

private:
    void read_all();
    bool hand_over(BlockPtr block);

    static constexpr std::size_t most_queued = 16;

    zmq::socket_t& in_;
    BlockPool& pool_;
    Descriptor wake_;
    std::mutex mutex_;
    std::condition_variable room_;
    std::deque<BlockPtr> queue_;
    bool stopped_ = false;
    std::thread thread_; ///< the last member: it uses the others
};

} // namespace zws::bench
