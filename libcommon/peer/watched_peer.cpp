// SPDX-License-Identifier: MIT
#include "libcommon/peer/watched_peer.hpp"

#include <algorithm>

namespace zws {

namespace {

constexpr std::chrono::seconds between_looks{5};
constexpr std::chrono::milliseconds after_failure{200}; // a handshake that fails may bring a new reason

} // namespace

WatchedPeer::WatchedPeer(std::string address, Clock::time_point now)
    : address_(std::move(address)), missing_since_(now), due_(now + patience), last_look_(now - patience)
{
}

bool WatchedPeer::is_at(std::string_view event_address) const
{
    return event_address == address_ ||
           std::find(aliases_.begin(), aliases_.end(), event_address) != aliases_.end();
}

void WatchedPeer::is_also_at(std::string event_address)
{
    if (!is_at(event_address))
        aliases_.push_back(std::move(event_address));
}

WatchedPeer::Outcome WatchedPeer::observe(const SocketMonitor::Event& event, Clock::time_point now)
{
    given_up_ = event.kind == ZMQ_EVENT_DISCONNECTED; // or else the next event tells of an attempt
    switch (event.kind) {
    case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
        return {arrive(), Act::none};
    case ZMQ_EVENT_DISCONNECTED:
        leave(now);
        break;
    case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH:
        key_refused_ = true;
        fail(now);
        break;
    case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL:
    case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
        fail(now);
        break;
    default:
        break;
    }
    return {};
}

void WatchedPeer::hurry(Clock::time_point now)
{
    if (there_)
        return;
    hurried_ = true;
    missing_since_ = now - patience;
    due_ = now;
}

WatchedPeer::News WatchedPeer::arrive()
{
    there_ = true;
    hurried_ = given_up_ = key_refused_ = handshake_failed_ = false;
    due_ = Clock::time_point::max();
    const bool was_told = !told_.empty();
    told_.clear();
    return was_told ? News::usable : News::none;
}

/// Also after a handshake that failed: where the socket types do not fit, libzmq tells nothing else.
void WatchedPeer::leave(Clock::time_point now)
{
    if (!there_)
        return fail(now);
    there_ = false;
    missing_since_ = now;
    due_ = now + patience;
}

void WatchedPeer::fail(Clock::time_point now)
{
    handshake_failed_ = true;
    if (due_ != Clock::time_point::max())
        due_ = std::min(due_, std::max(now + after_failure, last_look_ + patience));
}

WatchedPeer::Outcome WatchedPeer::observe(const Finding& finding, const OwnSide& own, Clock::time_point now)
{
    last_look_ = now;
    hurried_ = false;
    if (there_)
        return {};
    if (finding.reason.empty() && finding.before_3)
        return {arrive(), Act::none};
    due_ = now + between_looks;
    const auto news = judge(reason_for(finding, own), now);
    return {news, act_on(finding, own)};
}

WatchedPeer::News WatchedPeer::judge(const std::string& reason, Clock::time_point now)
{
    if (reason.empty() || reason == told_)
        return News::none;
    if (now < missing_since_ + patience) {
        due_ = missing_since_ + patience;
        return News::none;
    }
    told_ = reason;
    return News::unusable;
}

/// A PUSH is left alone where that could cost messages: they are queued for a connection before its handshake
/// is done, and go with it.
WatchedPeer::Act WatchedPeer::act_on(const Finding& finding, const OwnSide& own)
{
    const bool pushes = own.type == zmq::socket_type::push;
    if (finding.reason.empty() && given_up_ && !(pushes && own.mechanism == "CURVE")) {
        given_up_ = key_refused_ = handshake_failed_ = false;
        return Act::connect;
    }
    if (told_.empty() || !handshake_failed_ || given_up_ || pushes)
        return Act::none;
    given_up_ = true;
    return Act::disconnect;
}

/// The handshake of CURVE is encrypted: who looks from the outside sees only that it could begin.
std::string WatchedPeer::reason_for(const Finding& finding, const OwnSide& own) const
{
    if (!finding.reason.empty() || own.mechanism != "CURVE" || !handshake_failed_)
        return finding.reason;
    if (key_refused_)
        return "CURVE: the peer refuses our key (is it in the folder of its --curve-allow?)";
    return "CURVE: the handshake fails (is the key in --curve-server-cert the peer's?)";
}

} // namespace zws
