// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http_session.hpp"
#include "tools/zws2browser/net.hpp"
#include "tools/zws2browser/options.hpp"
#include "tools/zws2browser/shard.hpp"

#include <memory>
#include <string>
#include <vector>

namespace zws::browser {

/// Accepts the connections of one port and gives each to the shard that has the fewest.
class Listener {
public:
    using Shards = std::vector<std::unique_ptr<Shard>>;

    /// Binds and listens; throws Error "bind ADDRESS: reason".
    Listener(const ListenAddress& address, Door door, const Shards& shards, const Services& services);

    /// The port is the real one.
    std::string address() const;
    void start() { accept(); }
    void stop();

private:
    void accept();
    void accepted(error_code failure, TcpSocket socket, Shard& shard);

    const Shards& shards_;
    const Services& services_;
    Door door_;
    TcpAcceptor acceptor_; ///< runs on the first shard
    Timer pause_;
};

} // namespace zws::browser
