// SPDX-License-Identifier: MIT
#include "libcommon/handshake_monitor.hpp"

#include "libcommon/log.hpp"

namespace zws {

void HandshakeFailures::take(const SocketMonitor::Event& event)
{
    const auto now = std::chrono::steady_clock::now();
    if ((event.kind & mask) == 0 || now < next_)
        return;
    next_ = now + std::chrono::seconds(1);
    log::warning(described(event));
}

HandshakeMonitor::HandshakeMonitor(zmq::context_t& context, zmq::socket_t& socket)
    : monitor_(context, socket, HandshakeFailures::mask), thread_([this] {
          HandshakeFailures failures;
          while (const auto event = monitor_.wait())
              failures.take(*event);
      })
{
}

HandshakeMonitor::~HandshakeMonitor()
{
    monitor_.stop();
    thread_.join();
}

} // namespace zws
