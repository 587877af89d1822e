// SPDX-License-Identifier: MIT
#include "tools/znats/inbox.hpp"

#include <utility>

namespace zws::nats {

void Inbox::put(MsgPtr message)
{
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return closed_ || messages_.size() < limit; });
    if (closed_)
        return;
    const bool first = messages_.empty();
    messages_.push_back(std::move(message));
    lock.unlock();
    if (first)
        wake_.call();
}

MsgPtr Inbox::take()
{
    const std::lock_guard lock(mutex_);
    if (messages_.empty())
        return {};
    MsgPtr message = std::move(messages_.front());
    messages_.pop_front();
    room_.notify_one();
    return message;
}

void Inbox::close()
{
    const std::lock_guard lock(mutex_);
    closed_ = true;
    messages_.clear();
    room_.notify_all();
}

} // namespace zws::nats
