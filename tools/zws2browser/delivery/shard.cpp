// SPDX-License-Identifier: MIT
#include "tools/zws2browser/delivery/shard.hpp"

#include <boost/asio/post.hpp>

namespace zws::browser {

Shard::Shard(const Options& options, Ingest& ingest) : options_(options), ingest_(ingest) {}

Shard::~Shard()
{
    for (const auto& [view, entry] : channels_)
        if (entry.channel)
            entry.channel->for_each(
                [](ClientOutput& output) { output.cut_off(net::error::operation_aborted); });
}

void Shard::wake()
{
    if (channels_wanted_ == 0 || wake_pending_.exchange(true))
        return;
    net::post(context_, [this] {
        wake_pending_ = false; // first: what is published from here on wakes again
        advance();
    });
}

void Shard::advance()
{
    if (channels_.empty())
        return;
    const auto start = std::chrono::steady_clock::now();
    for (auto& [view, entry] : channels_)
        if (entry.channel)
            entry.channel->advance();
    const std::chrono::nanoseconds taken = std::chrono::steady_clock::now() - start;
    counters_.fan_out_ns.add(static_cast<std::uint64_t>(taken.count()));
}

void Shard::with_channel(const StreamView& view, std::function<void(ShardChannel*)> ready)
{
    Entry& entry = channels_[view];
    if (entry.channel)
        return ready(entry.channel.get());
    entry.waiting.push_back(std::move(ready));
    if (entry.waiting.size() > 1)
        return;
    ++channels_wanted_; // before ingest opens it: all that is published from then on wakes this shard
    ingest_.open(view, [this, view](ChannelStart start) {
        net::post(context_, [this, view, start = std::move(start)] { opened(view, start); });
    });
}

void Shard::opened(const StreamView& view, ChannelStart start)
{
    const auto entry = channels_.find(view);
    const auto waiting = std::exchange(entry->second.waiting, {});
    if (start.oldest)
        entry->second.channel = std::make_unique<ShardChannel>(
            context_, ring_, view, std::move(start), options_, [this] { ingest_.low_water_moved(); });
    ShardChannel* const channel = entry->second.channel.get();
    if (channel == nullptr) {
        channels_.erase(entry);
        --channels_wanted_;
    } else
        sweep_later();
    for (const auto& ready : waiting)
        ready(channel);
    if (channel != nullptr && channel->empty())
        remove(*channel);
}

void Shard::join(ShardChannel& channel, ClientOutput& output, const Subscription& subscription)
{
    channel.join(output, subscription);
    counters_.clients.add();
}

void Shard::leave(ShardChannel& channel, ClientOutput& output)
{
    channel.leave(output);
    counters_.clients.subtract();
    if (channel.empty())
        remove(channel);
    if (stopped_ && counters_.clients.value() == 0)
        std::exchange(stopped_, {})();
}

void Shard::remove(ShardChannel& channel)
{
    ingest_.close(channel.view(), channel.marks());
    channels_.erase(StreamView(channel.view()));
    --channels_wanted_;
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
    for (const auto& [view, entry] : channels_)
        if (entry.channel)
            entry.channel->for_each([](ClientOutput& output) { output.owner()->stopping(); });
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
    for (const auto& [view, entry] : channels_)
        if (entry.channel)
            entry.channel->for_each([](ClientOutput& output) { output.sweep(); });
    if (!channels_.empty())
        sweep_later();
}

} // namespace zws::browser
