// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/socket.hpp"
#include "libcommon/zmq/subscription_limit.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <zmq.hpp>

namespace zws {

/// The subscriptions at an XPUB (RFC 29 of rfc.zeromq.org), within SubscriptionLimit.
class XpubSubscriptions {
public:
    /// Nobody else reads `xpub`. It may be moved meanwhile.
    explicit XpubSubscriptions(Socket& xpub) : xpub_(xpub.handle), watch_(*xpub.watch) {}

    /// Takes in what subscribers have told, so that it does not pile up; never blocks.
    void hear();

    /// Subscriptions, also those to the same prefix.
    unsigned count() const { return count_; }

    /// Subscriptions that have come so far.
    std::uint64_t all() const { return all_; }

    /// Whether anyone has subscribed to a message with this first frame.
    bool want(std::string_view first) const;

private:
    void add(std::string prefix);
    void remove(const std::string& prefix);

    zmq::socket_ref xpub_;
    PeerWatch& watch_;
    SubscriptionLimit limit_;
    std::map<std::string, unsigned, std::less<>> prefixes_; ///< and how many have subscribed to each
    unsigned count_ = 0;
    std::uint64_t all_ = 0;
    unsigned everything_ = 0; ///< those to the empty prefix
};

} // namespace zws
