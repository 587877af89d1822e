// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/delivery/client_output.hpp"
#include "tools/zws2browser/delivery/send_ring.hpp"
#include "tools/zws2browser/net.hpp"

#include <chrono>
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

} // namespace zws::browser
