// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/delivery/client_output.hpp"
#include "tools/zws2browser/delivery/frame_log.hpp"
#include "tools/zws2browser/delivery/send_ring.hpp"
#include "tools/zws2browser/net.hpp"
#include "tools/zws2browser/options.hpp"
#include "tools/zws2browser/stream/channels.hpp"
#include "tools/zws2browser/stream/subscription.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace zws::browser {

/// The clients of a channel that are flushed together, at most once per interval: whatever the message rate,
/// a client costs no more than its flushes.
class FlushGroup : public std::enable_shared_from_this<FlushGroup> {
public:
    /// `interval` zero: with every batch. `flushed` is called after a flush that came later than published().
    FlushGroup(net::io_context& context, std::chrono::milliseconds interval, SendRing& ring,
               std::function<void()> flushed);

    std::chrono::milliseconds interval() const { return interval_; }
    const std::vector<ClientOutput*>& outputs() const { return outputs_; }
    void add(ClientOutput& output) { outputs_.push_back(&output); }
    /// Whether the output was one of these.
    bool remove(const ClientOutput& output);

    /// There is something new: flushes now, or once the interval since the last flush is over.
    void published();

private:
    void flush();

    std::chrono::milliseconds interval_;
    SendRing& ring_;
    std::function<void()> flushed_;
    Timer timer_;
    bool waits_ = false;
    std::chrono::steady_clock::time_point due_; ///< when the next flush may be
    std::vector<ClientOutput*> outputs_;
};

/// A channel as a shard serves it: the log, and the clients with their cursors.
class ShardChannel {
public:
    /// `moved` is called when clients were sent something, or a part of the log was dropped.
    ShardChannel(net::io_context& context, SendRing& ring, StreamView view, ChannelStart start,
                 const Options& options, std::function<void()> moved);

    const StreamView& view() const { return view_; }
    const std::shared_ptr<Marks>& marks() const { return marks_; }
    bool empty() const { return groups_.empty(); }

    void join(ClientOutput& output, const Subscription& subscription);
    void leave(ClientOutput& output);

    /// Takes in what was published and sends it, and drops what the channel no longer keeps.
    void advance();
    /// Something was sent to a client between flushes.
    void client_moved();

    template <class Each>
    void for_each(const Each& each) const
    {
        for (const auto& group : groups_)
            for (ClientOutput* output : group->outputs())
                each(*output);
    }

private:
    FlushGroup& group_for(std::chrono::milliseconds interval);
    void trim();

    net::io_context& context_;
    SendRing& ring_;
    StreamView view_;
    std::shared_ptr<Marks> marks_;
    SlowClient policy_;
    std::function<void()> moved_;
    FrameLog log_;
    std::vector<std::shared_ptr<FlushGroup>> groups_; ///< none is empty; as many as there are intervals
};

} // namespace zws::browser
