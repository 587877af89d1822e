// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/net.hpp"
#include "tools/zws2browser/tls/tls_keys.hpp"

#include <array>
#include <boost/asio/ssl/stream.hpp>
#include <memory>

namespace zws::browser {

/// The end of TLS for one connection. What uses it, the session, has the other end of a pair of
/// sockets, on which nothing is encrypted: TLS ends here, as in a proxy, but without a second process.
/// Each direction has one buffer, and is not read further before that is written: a client that does not read
/// slows the session down. When the session ends, such a client still gets what was sent, as long as it takes
/// some of it every ten seconds.
class TlsTunnel : public std::enable_shared_from_this<TlsTunnel> {
public:
    /// Makes the pair; `inner` is the session's end. Throws boost::system::system_error.
    static std::shared_ptr<TlsTunnel> make(TcpSocket outer, const TlsKeys& keys, TcpSocket& inner);

    TlsTunnel(TcpSocket outer, TcpSocket inner, std::shared_ptr<TlsKeys::Context> context);

    /// Called on the thread of the sockets: shakes hands, then lives until both sides are closed.
    void run();

private:
    void watch_session();
    void session_gone();
    void shaken_hands(error_code failure);
    void read_outer();
    void read_inner();
    void cut_off_after(std::chrono::seconds limit);
    void inner_ended();
    void say_goodbye();
    void cut_off();

    std::shared_ptr<TlsKeys::Context> context_;
    boost::asio::ssl::stream<TcpSocket> outer_;
    TcpSocket inner_;
    Timer timer_;       ///< of the handshake, of what is written after the session's end, and of the goodbye
    bool open_ = false; ///< the handshake is done
    bool session_gone_ = false;
    bool reads_outer_ = false;
    bool ending_ = false;
    std::array<char, 4096> from_outer_;
    std::array<char, 16384> from_inner_; ///< the most that a record of TLS holds (RFC 8446 section 5.1)
};

} // namespace zws::browser
