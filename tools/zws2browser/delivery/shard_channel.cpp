// SPDX-License-Identifier: MIT
#include "tools/zws2browser/delivery/shard_channel.hpp"

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

ShardChannel::ShardChannel(net::io_context& context, SendRing& ring, StreamView view, ChannelStart start,
                           const Options& options, std::function<void()> moved)
    : context_(context),
      ring_(ring),
      view_(std::move(view)),
      marks_(std::move(start.marks)),
      policy_(options.slow_client),
      moved_(std::move(moved)),
      log_(std::move(start.oldest), view_.batches.has_value())
{
    client_moved();
}

void ShardChannel::join(ClientOutput& output, const Subscription& subscription)
{
    group_for(subscription.interval).add(output);
    const auto after = log_.after(subscription.after);
    output.subscribe(log_, after ? *after : log_.before_head(subscription.history));
}

FlushGroup& ShardChannel::group_for(std::chrono::milliseconds interval)
{
    for (const auto& group : groups_)
        if (group->interval() == interval)
            return *group;
    return *groups_.emplace_back(
        std::make_shared<FlushGroup>(context_, interval, ring_, [this] { client_moved(); }));
}

void ShardChannel::leave(ClientOutput& output)
{
    output.unsubscribe();
    const auto left = std::find_if(groups_.begin(), groups_.end(),
                                   [&output](auto& group) { return group->remove(output); });
    if (left != groups_.end() && (*left)->outputs().empty())
        groups_.erase(left);
    client_moved();
}

void ShardChannel::advance()
{
    const bool grown = log_.follow();
    if (!grown && !log_.begins_before(marks_->oldest))
        return;
    if (grown)
        for (const auto& group : groups_)
            group->published();
    trim(); // after the flush: a client that can take it all loses nothing, however late we are
    client_moved();
}

void ShardChannel::trim()
{
    while (log_.begins_before(marks_->oldest)) {
        if (log_.oldest_has_cursors()) {
            if (policy_ == SlowClient::wait)
                return;
            for_each([this](ClientOutput& output) {
                if (output.subscribed() && log_.in_oldest(output.cursor()))
                    output.overtake();
            });
        }
        log_.drop_oldest();
    }
}

void ShardChannel::client_moved()
{
    marks_->low_water = log_.low_water();
    moved_();
}

} // namespace zws::browser
