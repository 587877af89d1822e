// SPDX-License-Identifier: MIT
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>

/// The names of Asio and Beast that all of the tool uses.
namespace zws::browser {

namespace net = boost::asio;
using boost::system::error_code;
using tcp = net::ip::tcp;

/// Everything runs on an io_context with one thread, so executors need no type erasure and handlers no
/// strand.
using Executor = net::io_context::executor_type;
using TcpSocket = net::basic_stream_socket<tcp, Executor>;
using TcpAcceptor = net::basic_socket_acceptor<tcp, Executor>;
using Timer = net::basic_waitable_timer<std::chrono::steady_clock,
                                        net::wait_traits<std::chrono::steady_clock>, Executor>;

} // namespace zws::browser
