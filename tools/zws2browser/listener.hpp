// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/delivery/admission.hpp"
#include "tools/zws2browser/delivery/shard.hpp"
#include "tools/zws2browser/http_session.hpp"
#include "tools/zws2browser/net.hpp"
#include "tools/zws2browser/options.hpp"
#include "tools/zws2browser/tls/tls_keys.hpp"

#include <memory>
#include <string>
#include <vector>

namespace zws::browser {

class TlsTunnel;

/// Accepts the connections of one port and gives each to the shard that has the fewest.
class HttpListener {
public:
    using Shards = std::vector<std::unique_ptr<Shard>>;

    /// `tls` null: without. Binds and listens; throws Error "bind ADDRESS: reason".
    HttpListener(const ListenAddress& address, Door door, const Shards& shards, const Services& services,
                 Admission& admission, const TlsKeys* tls);

    /// The port is the actual one.
    std::string address() const;
    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    void start() { accept(); }
    void stop();

private:
    void accept();
    error_code accept_waiting();
    void accepted(TcpSocket socket, Shard& shard);
    std::shared_ptr<TlsTunnel> put_tls_before(TcpSocket& socket);
    void tell(error_code failure);
    void failed(error_code failure);

    const Shards& shards_;
    const Services& services_;
    Admission& admission_;
    const TlsKeys* tls_;
    Door door_;
    TcpAcceptor acceptor_; ///< runs on the first shard
    Timer pause_;
    std::chrono::steady_clock::time_point told_{}; ///< of a failure, last
};

} // namespace zws::browser
