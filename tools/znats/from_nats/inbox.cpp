// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/inbox.hpp"

#include <utility>

namespace zws::nats {

namespace {

std::size_t size_of(const MsgPtr& message)
{
    return static_cast<std::size_t>(natsMsg_GetDataLength(message.get()));
}

} // namespace

void Inbox::put(MsgPtr message)
{
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return closed_ || !full(); });
    if (closed_)
        return;
    const bool first = messages_.empty();
    bytes_ += size_of(message);
    messages_.push_back(std::move(message));
    lock.unlock();
    if (first)
        wake_.call();
}

MsgPtr Inbox::pop()
{
    const std::lock_guard lock(mutex_);
    if (messages_.empty())
        return {};
    MsgPtr message = std::move(messages_.front());
    messages_.pop_front();
    bytes_ -= size_of(message);
    room_.notify_one();
    return message;
}

std::size_t Inbox::count() const
{
    const std::lock_guard lock(mutex_);
    return messages_.size();
}

void Inbox::close()
{
    const std::lock_guard lock(mutex_);
    closed_ = true;
    messages_.clear();
    bytes_ = 0;
    room_.notify_all();
}

} // namespace zws::nats
