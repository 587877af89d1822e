// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <zmq.hpp>

namespace zws::feed {

/// The subscriptions at an XPUB socket that tells of each (ZMQ_XPUB_VERBOSER).
class Subscriptions {
public:
    /// Takes in what subscribers have told, so that it does not pile up; never blocks.
    void hear(zmq::socket_t& out);

    /// Subscriptions, also those to the same prefix.
    unsigned count() const { return count_; }

    /// Whether anyone has subscribed to a message with this first frame.
    bool want(std::string_view first) const;

private:
    void add(std::string prefix);
    void remove(const std::string& prefix);

    std::map<std::string, unsigned, std::less<>> prefixes_; ///< and how many have subscribed to each
    unsigned count_ = 0;
    unsigned everything_ = 0; ///< those to the empty prefix
};

} // namespace zws::feed
