// SPDX-License-Identifier: MIT
#include "tools/zws2browser/delivery/feed.hpp"

#include <algorithm>

namespace zws::browser {

Feed::Feed(net::io_context& context, SendRing& ring, View view, ChannelStart start, const Options& options,
           std::function<void()> moved)
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

void Feed::join(Gate& gate, const Subscription& subscription)
{
    pace_for(subscription.interval).add(gate);
    gate.subscribe(log_, log_.before_head(subscription.history));
}

Pace& Feed::pace_for(std::chrono::milliseconds interval)
{
    for (const auto& pace : paces_)
        if (pace->interval() == interval)
            return *pace;
    return *paces_.emplace_back(
        std::make_shared<Pace>(context_, interval, ring_, [this] { client_moved(); }));
}

void Feed::leave(Gate& gate)
{
    gate.unsubscribe();
    const auto left =
        std::find_if(paces_.begin(), paces_.end(), [&gate](auto& pace) { return pace->remove(gate); });
    if (left != paces_.end() && (*left)->gates().empty())
        paces_.erase(left);
    client_moved();
}

void Feed::advance()
{
    const bool grown = log_.follow();
    if (!grown && !log_.begins_before(marks_->oldest))
        return;
    if (grown)
        for (const auto& pace : paces_)
            pace->published();
    trim(); // after the flush: a client that can take it all loses nothing, however late we are
    client_moved();
}

void Feed::trim()
{
    while (log_.begins_before(marks_->oldest)) {
        if (log_.oldest_has_cursors()) {
            if (policy_ == SlowClient::wait)
                return;
            for_each([this](Gate& gate) {
                if (gate.subscribed() && log_.in_oldest(gate.cursor()))
                    gate.overtake();
            });
        }
        log_.drop_oldest();
    }
}

void Feed::client_moved()
{
    marks_->low_water = log_.low_water();
    moved_();
}

} // namespace zws::browser
