// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/counters.hpp"
#include "tools/zws2browser/delivery/admission.hpp"
#include "tools/zws2browser/delivery/shard_channel.hpp"
#include "tools/zws2browser/net.hpp"
#include "tools/zws2browser/options.hpp"
#include "tools/zws2browser/stream/ingest.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace zws::browser {

/// One event loop with its share of the connections; a connection never leaves its shard.
class Shard {
public:
    Shard(const Options& options, Ingest& ingest);
    /// Cuts all clients off.
    ~Shard();
    Shard(const Shard&) = delete;
    Shard& operator=(const Shard&) = delete;

    // --- any thread ---
    net::io_context& context() { return context_; }
    const ShardCounters& counters() const { return counters_; }
    std::size_t connections() const { return connections_; }
    /// Something was published: the clients are to be served soon.
    void wake();
    /// Closes the connections of all clients; `done` is called on this shard's thread once none is left.
    void stop(std::function<void()> done);

    // --- its thread ---
    ShardCounters& counters() { return counters_; }
    /// Sends the clients what was published.
    void advance();
    /// Finds or makes the channel of a view; null: too many views are open. join() it at once when `ready` is
    /// called.
    void with_channel(const StreamView& view, std::function<void(ShardChannel*)> ready);
    void join(ShardChannel& channel, ClientOutput& output, const Subscription& subscription);
    void leave(ShardChannel& channel, ClientOutput& output);
    /// Where connections read data that is discarded; all share these bytes.
    std::array<char, 4096>& bit_bucket() { return bit_bucket_; }

    /// Counts a connection as long as it lives.
    class Slot {
    public:
        Slot(Shard& shard, Admission::Ticket ticket)
            : connections_(&shard.connections_), ticket_(std::move(ticket))
        {
            ++*connections_;
        }
        ~Slot()
        {
            if (connections_ != nullptr)
                --*connections_;
        }
        Slot(Slot&& other) noexcept
            : connections_(std::exchange(other.connections_, nullptr)), ticket_(std::move(other.ticket_))
        {
        }
        Slot& operator=(Slot&&) = delete;

        bool over_limit() const { return ticket_.over_limit(); }
        ServerBudget::Share& memory() { return ticket_.memory(); }

    private:
        std::atomic<std::size_t>* connections_;
        Admission::Ticket ticket_;
    };

private:
    /// A channel, or who waits for it.
    struct Entry {
        std::unique_ptr<ShardChannel> channel;
        std::vector<std::function<void(ShardChannel*)>> waiting;
    };

    void opened(const StreamView& view, ChannelStart start);
    void remove(ShardChannel& channel);
    void stop_clients(std::function<void()> done);
    void sweep_later();
    void sweep();

    const Options& options_;
    Ingest& ingest_;
    ShardCounters counters_;
    std::atomic<std::size_t> connections_{0};
    std::atomic<std::size_t> channels_wanted_{0}; ///< channels, and those that are being opened
    std::atomic<bool> wake_pending_{false};
    // Handlers that were never called go with the context, and connections with them: they use what stands
    // above.
    net::io_context context_{1};
    SendRing ring_;
    std::map<StreamView, Entry> channels_;
    Timer sweep_timer_{context_.get_executor()};
    bool sweeps_ = false;
    std::function<void()> stopped_;
    std::array<char, 4096> bit_bucket_;
};

} // namespace zws::browser
