// SPDX-License-Identifier: MIT
#pragma once

#include <zmq.hpp>

namespace zws::feed {

/// Counts the subscriptions at an XPUB socket that tells of each (ZMQ_XPUB_VERBOSER).
class Subscriptions {
public:
    /// Takes in what subscribers have told, so that it does not pile up; never blocks.
    void hear(zmq::socket_t& out);

    unsigned count() const { return count_; }

private:
    unsigned count_ = 0;
};

} // namespace zws::feed
