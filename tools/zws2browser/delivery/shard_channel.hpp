// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/delivery/client_output.hpp"
#include "tools/zws2browser/delivery/flush_group.hpp"
#include "tools/zws2browser/delivery/frame_log.hpp"
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
