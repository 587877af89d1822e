// SPDX-License-Identifier: MIT
#include "tools/zws2browser/listener.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"
#include "tools/zws2browser/http/host_check.hpp"
#include "tools/zws2browser/tls/tls_tunnel.hpp"

#include <algorithm>
#include <boost/asio/dispatch.hpp>
#include <chrono>
#include <cstddef>

namespace zws::browser {

namespace {

/// How long to wait after a failure that lasts, such as no descriptors left.
constexpr std::chrono::milliseconds pause_after_failure{100};
constexpr std::chrono::seconds time_between_warnings{10};
/// So that those who are there already do not wait for long.
constexpr std::size_t most_in_a_turn = 256;

std::string described(const tcp::endpoint& endpoint)
{
    return ListenAddress{endpoint.address().to_string(), endpoint.port()}.shown();
}

} // namespace

HttpListener::HttpListener(const ListenAddress& address, Door door, const Shards& shards,
                           const Services& services, Admission& admission, const TlsKeys* tls)
    : shards_(shards),
      services_(services),
      admission_(admission),
      tls_(tls),
      door_(door),
      acceptor_(shards.front()->context().get_executor()),
      pause_(shards.front()->context().get_executor())
{
    const tcp::endpoint endpoint(net::ip::make_address(address.host), address.port);
    try {
        acceptor_.open(endpoint.protocol());
        acceptor_.set_option(tcp::acceptor::reuse_address(true));
        acceptor_.bind(endpoint);
        acceptor_.listen();
        acceptor_.non_blocking(true);
    } catch (const boost::system::system_error& failure) {
        throw Error("bind tcp://" + browser::described(endpoint) + ": " + failure.code().message());
    }
}

std::string HttpListener::address() const
{
    return browser::described(acceptor_.local_endpoint());
}

void HttpListener::stop()
{
    error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
}

void HttpListener::accept()
{
    acceptor_.async_wait(TcpAcceptor::wait_read, [this](error_code failure) {
        if (!acceptor_.is_open())
            return;
        if (!failure)
            failure = accept_waiting();
        if (failure)
            failed(failure);
        else
            accept();
    });
}

/// A turn of the loop, in which many clients are sent to, takes some time: what waits by then comes in
/// together.
error_code HttpListener::accept_waiting()
{
    for (std::size_t count = 0; count < most_in_a_turn; ++count) {
        Shard& shard =
            **std::ranges::min_element(shards_, {}, [](const auto& one) { return one->connections(); });
        TcpSocket socket(shard.context().get_executor());
        error_code failure;
        acceptor_.accept(socket, failure);
        if (failure == net::error::would_block)
            break;
        if (failure)
            return failure;
        accepted(std::move(socket), shard);
    }
    return {};
}

void HttpListener::accepted(TcpSocket socket, Shard& shard)
{
    error_code gone;
    const auto peer = socket.remote_endpoint(gone);
    const auto local = socket.local_endpoint(gone);
    auto ticket = admission_.enter(unmapped(peer.address()));
    if (gone || ticket.hopeless())
        return;
    const auto tunnel = put_tls_before(socket);
    if (!socket.is_open())
        return;
    auto session =
        std::make_shared<HttpSession>(std::move(socket), shard, Shard::Slot(shard, std::move(ticket)),
                                      services_, HttpSession::Entrance{door_, local.address()});
    net::dispatch(shard.context(), [session = std::move(session), tunnel] {
        if (tunnel)
            tunnel->run();
        session->run();
    });
}

/// Null without TLS. If it cannot be made for lack of descriptors, the socket is closed.
std::shared_ptr<TlsTunnel> HttpListener::put_tls_before(TcpSocket& socket)
{
    if (tls_ == nullptr)
        return nullptr;
    try {
        TcpSocket inner(socket.get_executor());
        auto tunnel = TlsTunnel::make(std::move(socket), *tls_, inner);
        socket = std::move(inner);
        return tunnel;
    } catch (const boost::system::system_error& failure) {
        error_code ignored;
        socket.close(ignored);
        tell(failure.code());
        return nullptr;
    }
}

void HttpListener::tell(error_code failure)
{
    const auto now = std::chrono::steady_clock::now();
    if (now - told_ <= time_between_warnings)
        return;
    log::warning("accept on ", address(), ": ", failure.message());
    told_ = now;
}

void HttpListener::failed(error_code failure)
{
    tell(failure);
    pause_.expires_after(pause_after_failure);
    pause_.async_wait([this](error_code stopped) {
        if (!stopped)
            accept();
    });
}

} // namespace zws::browser
