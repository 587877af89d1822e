// SPDX-License-Identifier: MIT
#include "libcommon/peer/tcp_watch.hpp"

#include <algorithm>
#include <sys/socket.h>

namespace zws {

TcpWatch::Clock::duration TcpWatch::between_looks() const
{
    using std::chrono::milliseconds;
    return limits_ ? milliseconds(100) : milliseconds(5000);
}

void TcpWatch::observe(const SocketMonitor::Event& event, Clock::time_point now)
{
    const int fd = static_cast<int>(event.value);
    const bool opened = event.kind == ZMQ_EVENT_ACCEPTED || event.kind == ZMQ_EVENT_CONNECTED;
    if (!opened && event.kind != ZMQ_EVENT_DISCONNECTED)
        return;
    if (const auto found = peers_.find(fd); found != peers_.end()) {
        from_gone_ += found->second.unread();
        peers_.erase(found);
    }
    if (opened && !other_end(fd).empty())
        peers_[fd] = {PeerConnection(fd)};
    due_ = peers_.empty() ? Clock::time_point::max() : std::min(due_, now + between_looks());
}

/// libzmq notices that a connection was shut down.
void TcpWatch::look(Clock::time_point now)
{
    if (now < due_)
        return;
    forget_gone();
    due_ = now + between_looks();
    for (const auto& [fd, peer] : peers_)
        if (has_vanished(fd))
            shutdown(fd, SHUT_RDWR);
    if (limits_)
        look_at_unread();
}

/// Those that libzmq has closed, with the event still to come, or without one.
void TcpWatch::forget_gone()
{
    std::erase_if(peers_, [this](const auto& one) {
        const auto& [fd, peer] = one;
        const bool gone = !peer.connection.is_at(fd);
        from_gone_ += gone ? peer.unread() : 0;
        return gone;
    });
}

void TcpWatch::look_at_unread()
{
    const bool read = read_.exchange(false);
    if (read)
        from_gone_ = 0;
    std::uint64_t unread = from_gone_;
    for (auto& [fd, peer] : peers_) {
        peer.received = std::max(peer.received, received(fd));
        if (read)
            peer.read = peer.received;
        unread += peer.unread();
    }
    end_floods(unread > limits_->all ? std::min(limits_->one, limits_->few) : limits_->one);
}

void TcpWatch::end_floods(std::uint64_t most)
{
    std::erase_if(peers_, [this, most](const auto& one) {
        const auto& [fd, peer] = one;
        if (peer.unread() <= most)
            return false;
        from_gone_ += peer.unread();
        const auto address = other_end(fd);
        if (shutdown(fd, SHUT_RDWR) == 0)
            warning_.tell("subscriber ", address,
                          ": disconnected, more subscriptions at once than are taken");
        return true;
    });
}

} // namespace zws
