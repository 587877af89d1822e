// SPDX-License-Identifier: MIT
#include "tools/zws2browser/tls/tls_tunnel.hpp"

#include "libcommon/cli/log.hpp"

#include <boost/asio/write.hpp>
#include <cerrno>
#include <sys/socket.h>

namespace zws::browser {

namespace ssl = boost::asio::ssl;

namespace {

constexpr std::chrono::seconds handshake_limit{10};
constexpr std::chrono::seconds last_write_limit{10};
constexpr std::chrono::seconds goodbye_limit{2};

} // namespace

std::shared_ptr<TlsTunnel> TlsTunnel::make(TcpSocket outer, const TlsKeys& keys, TcpSocket& inner)
{
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        throw boost::system::system_error(errno, boost::system::system_category(), "socketpair");
    inner.assign(tcp::v4(), ends[0]); // what it is called does not matter to the calls that are made
    TcpSocket ours(outer.get_executor());
    ours.assign(tcp::v4(), ends[1]);
    return std::make_shared<TlsTunnel>(std::move(outer), std::move(ours), keys.context());
}

TlsTunnel::TlsTunnel(TcpSocket outer, TcpSocket inner, std::shared_ptr<TlsKeys::Context> context)
    : context_(std::move(context)),
      outer_(std::move(outer), *context_),
      inner_(std::move(inner)),
      timer_(inner_.get_executor())
{
}

void TlsTunnel::run()
{
    error_code not_supported;
    outer_.next_layer().set_option(tcp::no_delay(true), not_supported);
    cut_off_after(handshake_limit);
    watch_session();
    outer_.async_handshake(ssl::stream_base::server,
                           [self = shared_from_this()](error_code failure) { self->shaken_hands(failure); });
}

/// The session's end has to be seen while nothing is read from it: a client that does not read would keep the
/// connection forever.
void TlsTunnel::watch_session()
{
    inner_.async_wait(TcpSocket::wait_error, [self = shared_from_this()](error_code failure) {
        if (!failure)
            self->session_gone();
    });
}

void TlsTunnel::session_gone()
{
    session_gone_ = true;
    if (!open_)
        cut_off();
    else if (!ending_)
        cut_off_after(last_write_limit);
}

void TlsTunnel::shaken_hands(error_code failure)
{
    timer_.cancel();
    if (failure) {
        log::debug("TLS handshake: ", failure.message());
        return cut_off();
    }
    open_ = true;
    read_outer();
    read_inner();
}

void TlsTunnel::read_outer()
{
    reads_outer_ = true;
    outer_.async_read_some(
        net::buffer(from_outer_), [self = shared_from_this()](error_code failure, std::size_t size) {
            self->reads_outer_ = false;
            if (self->ending_)
                return self->say_goodbye();
            if (failure) {
                self->inner_.shutdown(TcpSocket::shutdown_send, failure); // the session ends, and then we do
                return;
            }
            self->reads_outer_ = true;
            net::async_write(self->inner_, net::buffer(self->from_outer_, size),
                             [self](error_code gone, std::size_t) {
                                 self->reads_outer_ = false;
                                 if (self->ending_)
                                     self->say_goodbye();
                                 else if (!gone)
                                     self->read_outer();
                             });
        });
}

void TlsTunnel::read_inner()
{
    inner_.async_read_some(net::buffer(from_inner_),
                           [self = shared_from_this()](error_code ended, std::size_t size) {
                               if (ended)
                                   return self->inner_ended();
                               if (self->session_gone_)
                                   self->cut_off_after(last_write_limit);
                               net::async_write(self->outer_, net::buffer(self->from_inner_, size),
                                                [self](error_code gone, std::size_t) {
                                                    if (gone)
                                                        self->cut_off();
                                                    else
                                                        self->read_inner();
                                                });
                           });
}

void TlsTunnel::inner_ended()
{
    ending_ = true;
    cut_off_after(goodbye_limit);
    if (!reads_outer_)
        return say_goodbye();
    error_code ignored; // a read and the goodbye exclude each other
    outer_.next_layer().cancel(ignored);
    inner_.close(ignored);
}

void TlsTunnel::say_goodbye()
{
    outer_.async_shutdown([self = shared_from_this()](error_code) { self->cut_off(); });
}

void TlsTunnel::cut_off_after(std::chrono::seconds limit)
{
    timer_.expires_after(limit);
    timer_.async_wait([self = shared_from_this()](error_code in_time) {
        if (!in_time)
            self->cut_off();
    });
}

void TlsTunnel::cut_off()
{
    timer_.cancel();
    error_code ignored;
    outer_.next_layer().close(ignored);
    inner_.close(ignored);
}

} // namespace zws::browser
