// SPDX-License-Identifier: MIT
#include "tools/zws2browser/delivery/shard.hpp"

#include <boost/asio/post.hpp>

namespace zws::browser {

Shard::Shard(const Options& options, Ingest& ingest) : options_(options), ingest_(ingest) {}

Shard::~Shard()
{
    for (const auto& [view, place] : places_)
        if (place.feed)
            place.feed->for_each([](Gate& gate) { gate.cut_off(net::error::operation_aborted); });
}

void Shard::wake()
{
    if (feeds_wanted_ == 0 || wake_pending_.exchange(true))
        return;
    net::post(context_, [this] {
        wake_pending_ = false; // first: what is published from here on wakes again
        advance();
    });
}

void Shard::advance()
{
    if (places_.empty())
        return;
    const auto start = std::chrono::steady_clock::now();
    for (auto& [view, place] : places_)
        if (place.feed)
            place.feed->advance();
    const std::chrono::nanoseconds taken = std::chrono::steady_clock::now() - start;
    counters_.fan_out_ns.add(static_cast<std::uint64_t>(taken.count()));
}

void Shard::with_feed(const View& view, std::function<void(Feed*)> ready)
{
    Place& place = places_[view];
    if (place.feed)
        return ready(place.feed.get());
    place.waiting.push_back(std::move(ready));
    if (place.waiting.size() > 1)
        return;
    ++feeds_wanted_; // before ingest opens it: all that is published from then on wakes this shard
    ingest_.open(view, [this, view](ChannelStart start) {
        net::post(context_, [this, view, start = std::move(start)] { opened(view, start); });
    });
}

void Shard::opened(const View& view, ChannelStart start)
{
    const auto place = places_.find(view);
    const auto waiting = std::exchange(place->second.waiting, {});
    if (start.oldest)
        place->second.feed = std::make_unique<Feed>(context_, ring_, view, std::move(start), options_,
                                                    [this] { ingest_.low_water_moved(); });
    Feed* const feed = place->second.feed.get();
    if (feed == nullptr) {
        places_.erase(place);
        --feeds_wanted_;
    } else
        sweep_later();
    for (const auto& ready : waiting)
        ready(feed);
    if (feed != nullptr && feed->empty())
        remove(*feed);
}

void Shard::join(Feed& feed, Gate& gate, const Subscription& subscription)
{
    feed.join(gate, subscription);
    counters_.clients.add();
}

void Shard::leave(Feed& feed, Gate& gate)
{
    feed.leave(gate);
    counters_.clients.subtract();
    if (feed.empty())
        remove(feed);
    if (stopped_ && counters_.clients.value() == 0)
        std::exchange(stopped_, {})();
}

void Shard::remove(Feed& feed)
{
    ingest_.close(feed.view(), feed.marks());
    places_.erase(View(feed.view()));
    --feeds_wanted_;
}

void Shard::stop(std::function<void()> done)
{
    net::post(context_, [this, done = std::move(done)] { stop_clients(done); });
}

void Shard::stop_clients(std::function<void()> done)
{
    if (counters_.clients.value() == 0)
        return done();
    stopped_ = std::move(done);
    for (const auto& [view, place] : places_)
        if (place.feed)
            place.feed->for_each([](Gate& gate) { gate.owner()->stopping(); });
}

void Shard::sweep_later()
{
    if (std::exchange(sweeps_, true))
        return;
    sweep_timer_.expires_after(std::chrono::seconds(1));
    sweep_timer_.async_wait([this](error_code) { sweep(); });
}

void Shard::sweep()
{
    sweeps_ = false;
    for (const auto& [view, place] : places_)
        if (place.feed)
            place.feed->for_each([](Gate& gate) { gate.sweep(); });
    if (!places_.empty())
        sweep_later();
}

} // namespace zws::browser
