// SPDX-License-Identifier: MIT
#include "libcommon/peer/peer_watch.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/descriptor_limit.hpp"
#include "libcommon/os/errands.hpp"
#include "libcommon/os/poll.hpp"
#include "libcommon/peer/connection.hpp"

#include <algorithm>
#include <array>
#include <sys/socket.h>

namespace zws {

namespace {

/// A listener without descriptors fails again and again: the one event that matters then, of a peer that was
/// accepted, is not to come after all these.
constexpr int wanted = ZMQ_EVENT_ALL & ~ZMQ_EVENT_ACCEPT_FAILED;

/// Whether a connection that was accepted was ended at once. Without descriptors a listener of libzmq would
/// try to accept the next one again and again, on all of a core.
bool turn_away(int fd)
{
    return is_among_last(fd, kept_from_peers) && shutdown(fd, SHUT_RDWR) == 0;
}

} // namespace

PeerWatch::PeerWatch(zmq::context_t& context, zmq::socket_t& socket, OwnSide own, Reconnect reconnect,
                     bool tells_events, const std::optional<TcpWatch::Limits>& flood)
    : own_(std::move(own)),
      reconnect_(std::move(reconnect)),
      monitor_(context, socket, wanted),
      failures_(own_.mechanism != "NULL"),
      connections_(flood),
      events_(tells_events ? std::make_optional<EventLog>() : std::nullopt),
      thread_([this] { run(); })
{
}

PeerWatch::~PeerWatch()
{
    monitor_.stop();
    thread_.join();
    errands::cancel(this);
}

void PeerWatch::expect(const Endpoint& endpoint)
{
    if (endpoint.side == Endpoint::Side::bind || endpoint.address.starts_with("inproc://"))
        return;
    const std::lock_guard lock(mutex_);
    watched_.push_back({WatchedPeer(endpoint.address, Clock::now()), nullptr});
    wake_.call();
}

void PeerWatch::explain(Clock::time_point until)
{
    std::unique_lock lock(mutex_);
    for (auto& one : watched_)
        one.peer.hurry(Clock::now());
    wake_.call();
    looked_.wait_until(lock, until, [this] {
        return std::none_of(watched_.begin(), watched_.end(), [](auto& one) { return one.peer.hurried(); });
    });
}

PeerWatch::Delivery PeerWatch::delivery()
{
    const std::lock_guard lock(mutex_);
    return {ended_, open_.numbers(), open_.have_all()};
}

void PeerWatch::run()
{
    for (;;) {
        std::array<zmq::pollitem_t, 2> items{
            {{monitor_.handle().handle(), 0, ZMQ_POLLIN, 0}, {nullptr, wake_.fd(), ZMQ_POLLIN, 0}}};
        poll(items, due());
        wake_.reset();
        if (!take_events())
            return;
        look(Clock::now());
        connections_.look(Clock::now());
    }
}

WatchedPeer::Clock::time_point PeerWatch::due()
{
    const std::lock_guard lock(mutex_);
    auto due = connections_.due();
    for (const auto& one : watched_)
        due = std::min(due, one.peer.due());
    return due;
}

/// False after the last one.
bool PeerWatch::take_events()
{
    const std::lock_guard lock(mutex_);
    while (const auto event = monitor_.next()) {
        if (event->kind == ZMQ_EVENT_MONITOR_STOPPED)
            return false;
        observe(*event);
    }
    return true;
}

void PeerWatch::observe(const SocketMonitor::Event& event)
{
    count(event);
    connections_.observe(event, Clock::now());
    open_.observe(event);
    ended_ += event.kind == ZMQ_EVENT_DISCONNECTED ? 1 : 0;
    Watched* const one = find(event);
    if (events_)
        events_->observe(event, one != nullptr, Clock::now());
    if (event.kind == ZMQ_EVENT_ACCEPTED && turn_away(static_cast<int>(event.value)))
        return failures_.turn_away(event);
    if (one == nullptr)
        return failures_.observe(event);
    if (event.kind == ZMQ_EVENT_CONNECTED)
        one->peer.is_also_at(other_end(static_cast<int>(event.value)));
    follow(one->peer.observe(event, Clock::now()), one->peer);
}

void PeerWatch::count(const SocketMonitor::Event& event)
{
    constexpr unsigned failures = ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL |
                                  ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;
    if ((event.kind & failures) != 0) {
        ++failed_;
    } else if (event.kind == ZMQ_EVENT_DISCONNECTED && failed_ > 0) {
        --failed_; // it was not counted
    } else if (event.kind == ZMQ_EVENT_HANDSHAKE_SUCCEEDED) {
        ++peers_;
    } else if (event.kind == ZMQ_EVENT_DISCONNECTED && peers_ > 0) {
        --peers_;
    } else {
        return;
    }
    changed_.call();
}

PeerWatch::Watched* PeerWatch::find(const SocketMonitor::Event& event)
{
    const auto found = std::find_if(watched_.begin(), watched_.end(),
                                    [&](const Watched& one) { return one.peer.is_at(event.address); });
    return found == watched_.end() ? nullptr : &*found;
}

/// Has a look at those peers that are due, and takes in what was seen of others.
void PeerWatch::look(Clock::time_point now)
{
    const std::lock_guard lock(mutex_);
    for (auto& [peer, probe] : watched_) {
        if (probe) {
            if (const auto finding = probe->finding()) {
                probe.reset();
                follow(peer.observe(*finding, own_, now), peer);
            }
        } else if (peer.due() <= now) {
            peer.looked_at();
            probe = std::make_unique<Probe>(peer.address(), own_, wake_);
        }
    }
    looked_.notify_all();
}

void PeerWatch::follow(WatchedPeer::Outcome outcome, const WatchedPeer& peer)
{
    if (outcome.news == WatchedPeer::News::unusable)
        log::warning("connect ", peer.address(), ": ", peer.reason());
    else if (outcome.news == WatchedPeer::News::usable)
        log::info("connect ", peer.address(), ": the peer is there");
    if (outcome.act != WatchedPeer::Act::none)
        errands::post(this,
                      [this, address = peer.address(), act = outcome.act] { reconnect_(address, act); });
}

} // namespace zws
