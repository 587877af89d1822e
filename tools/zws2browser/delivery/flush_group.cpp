// SPDX-License-Identifier: MIT
#include "tools/zws2browser/delivery/flush_group.hpp"

#include <algorithm>

namespace zws::browser {

FlushGroup::FlushGroup(net::io_context& context, std::chrono::milliseconds interval, SendRing& ring,
                       std::function<void()> flushed)
    : interval_(interval), ring_(ring), flushed_(std::move(flushed)), timer_(context.get_executor())
{
}

bool FlushGroup::remove(const ClientOutput& output)
{
    const auto found = std::find(outputs_.begin(), outputs_.end(), &output);
    if (found == outputs_.end())
        return false;
    *found = outputs_.back();
    outputs_.pop_back();
    return true;
}

void FlushGroup::published()
{
    if (interval_ == std::chrono::milliseconds::zero())
        return flush();
    if (waits_)
        return;
    const auto now = std::chrono::steady_clock::now();
    if (now >= due_) {
        due_ = now + interval_;
        return flush();
    }
    waits_ = true;
    timer_.expires_at(due_);
    timer_.async_wait([weak = weak_from_this()](error_code) {
        if (const auto self = weak.lock()) { // else the last of its clients has left meanwhile
            self->waits_ = false;
            self->due_ += self->interval_;
            self->flush();
            self->flushed_();
        }
    });
}

void FlushGroup::flush()
{
    ring_.flush(outputs_);
}

} // namespace zws::browser
