// SPDX-License-Identifier: MIT
#include "tests/bench/limit_feed.hpp"

#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace zws::bench {

int InlineFeed::fd() const
{
    return in_.get(zmq::sockopt::fd);
}

BlockPtr InlineFeed::take()
{
    BlockPtr block;
    while (holds_ || in_.recv(held_, zmq::recv_flags::dontwait)) {
        if (!block)
            block = pool_.get(held_.size());
        holds_ = !block->has_room_for(held_.size());
        if (holds_)
            break;
        block->append(held_.to_string_view());
    }
    return block;
}

ThreadFeed::ThreadFeed(zmq::socket_t& in, BlockPool& pool)
    : in_(in), pool_(pool), wake_(opened(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), "eventfd"))
{
    in_.set(zmq::sockopt::rcvtimeo, 100); // so that it looks for the end now and then
    thread_ = std::thread([this] { read_all(); });
}

ThreadFeed::~ThreadFeed()
{
    {
        const std::scoped_lock lock(mutex_);
        stopped_ = true;
    }
    room_.notify_one();
    thread_.join();
}

BlockPtr ThreadFeed::take()
{
    std::unique_lock lock(mutex_);
    if (queue_.empty())
        return nullptr;
    auto block = std::move(queue_.front());
    queue_.pop_front();
    const bool was_full = queue_.size() + 1 == most_queued;
    lock.unlock();
    if (was_full)
        room_.notify_one();
    return block;
}

/// Waits for a message, and hands a block over when it is full or when no more is there.
void ThreadFeed::read_all()
{
    zmq::message_t message;
    BlockPtr block;
    for (bool on = true; on;) {
        const auto flags = block ? zmq::recv_flags::dontwait : zmq::recv_flags::none;
        const bool got = in_.recv(message, flags).has_value();
        if (block && (!got || !block->has_room_for(message.size())))
            on = hand_over(std::exchange(block, nullptr));
        else if (!got)
            on = hand_over(nullptr);
        if (!got)
            continue;
        if (!block)
            block = pool_.get(message.size());
        block->append(message.to_string_view());
    }
}

/// Queues a block, if any; false once the feed was stopped.
bool ThreadFeed::hand_over(BlockPtr block)
{
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return queue_.size() < most_queued || stopped_; });
    if (!block || stopped_)
        return !stopped_;
    const bool was_empty = queue_.empty();
    queue_.push_back(std::move(block));
    lock.unlock();
    if (was_empty)
        eventfd_write(wake_.get(), 1);
    return true;
}

} // namespace zws::bench
