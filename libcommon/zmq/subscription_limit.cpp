// SPDX-License-Identifier: MIT
#include "libcommon/zmq/subscription_limit.hpp"

#include "libcommon/cli/log.hpp"

#include <algorithm>
#include <string>
#include <sys/socket.h>

namespace zws {

namespace {

/// What libzmq remembers of a subscription is about a node of a tree for each byte, of so many bytes.
constexpr std::size_t node = 48;

std::size_t cost_of(std::size_t size)
{
    constexpr std::size_t besides = 200;
    return besides + node * size;
}

} // namespace

TcpWatch::Limits SubscriptionLimit::at_once(std::size_t most_in_all, bool encrypted)
{
    constexpr std::uint64_t one = 2U << 20U;
    constexpr std::uint64_t few = 64U << 10U;
    const std::uint64_t longer = encrypted ? 8 : 1;
    return {one * longer, most_in_all / node * longer, few};
}

void SubscriptionLimit::count(zmq::message_t& note)
{
    if (note.empty() || note.more())
        return;
    const int fd = zmq_msg_get(note.handle(), ZMQ_SRCFD); // none: of a subscriber that has gone, or inproc://
    if (fd < 0)
        return;
    const char kind = *note.data<char>();
    const auto cost = cost_of(note.size() - 1);
    if (kind == 1)
        return add(fd, note.size() - 1);
    const auto found = subscribers_.find(fd);
    if (kind == 0 && found != subscribers_.end()) {
        const auto less = std::min(cost, found->second.cost);
        found->second.cost -= less;
        in_all_ -= less;
    }
}

void SubscriptionLimit::add(int fd, std::size_t size)
{
    const auto cost = cost_of(size);
    const PeerConnection connection(fd);
    if (!connection)
        return; // it has gone, and libzmq forgets it
    auto& subscriber = subscribers_[fd];
    if (subscriber.connection != connection) {
        in_all_ -= subscriber.cost;
        subscriber = {connection};
    }
    subscriber.cost += cost;
    subscriber.bytes += size;
    in_all_ += cost;
    if (subscriber.cost <= most && in_all_ <= most_in_all_)
        return;
    // Notes of a connection that has gone may come when another one has its descriptor, which has not sent so
    // much. That is not known of ipc://.
    if (const auto sent = received(fd); sent != 0 && sent < subscriber.bytes)
        return forget(fd);
    if (subscriber.cost > most)
        return disconnect(fd, log::concat("more than ", most >> 20U, " MiB of subscriptions"));
    forget_gone();
    if (in_all_ > most_in_all_)
        disconnect(fd, "no memory is left for its subscriptions");
}

void SubscriptionLimit::forget(int fd)
{
    in_all_ -= subscribers_[fd].cost;
    subscribers_.erase(fd);
}

void SubscriptionLimit::forget_gone()
{
    std::erase_if(subscribers_, [this](const auto& one) {
        const bool gone = !one.second.connection.is_at(one.first);
        in_all_ -= gone ? one.second.cost : 0;
        return gone;
    });
}

/// libzmq forgets its subscriptions when it has seen that.
void SubscriptionLimit::disconnect(int fd, const std::string& reason)
{
    const auto address = other_end(fd);
    if (shutdown(fd, SHUT_RDWR) != 0)
        return; // it has gone
    warning_.tell("subscriber ", address.empty() ? "at ipc://" : address, ": disconnected, ", reason);
}

} // namespace zws
