// SPDX-License-Identifier: MIT
#include "tools/zrelay/zmtp/subscriber.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/peer/connection.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <numeric>
#include <sys/socket.h>

namespace zws::relay::zmtp {

namespace {

constexpr std::size_t chunk = 16 * 1024;                   // bytes
constexpr int most_chunks = 4;                             // taken from one subscriber while others wait
constexpr auto longest_silence = std::chrono::seconds(15); // with the time between beats: two of them
constexpr auto longest_handshake = std::chrono::seconds(30);

bool would_block(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK;
}

std::size_t cost(const std::string& topic)
{
    return topic.size() + Subscriber::more_than_long;
}

/// Bytes.
std::size_t total(std::span<const iovec> pieces)
{
    return std::accumulate(pieces.begin(), pieces.end(), std::size_t{0},
                           [](std::size_t sum, const iovec& piece) { return sum + piece.iov_len; });
}

} // namespace

Subscriber::Subscriber(FileDescriptor connection, std::string address, const Bounds& bounds,
                       Clock::time_point now)
    : connection_(std::move(connection)),
      address_(std::move(address)),
      bounds_(bounds),
      memory_(bounds.budget),
      queue_(bounds.queues),
      came_(now),
      heard_(now)
{
    send_output();
}

bool Subscriber::receive(Clock::time_point now)
{
    std::array<char, chunk> bytes;
    for (int i = 0; i < most_chunks && !gone_; ++i) {
        const ssize_t got = ::recv(fd(), bytes.data(), bytes.size(), 0);
        if (got < 0 && would_block(errno))
            return true;
        if (got <= 0) {
            gone_ = true;
            return true;
        }
        heard_ = now;
        receive({bytes.data(), static_cast<std::size_t>(got)});
    }
    return gone_;
}

void Subscriber::receive(std::string_view bytes)
{
    try {
        session_.receive(bytes);
        if (!has_memory())
            gone_ = true;
    } catch (const ProtocolError& e) {
        gone_ = true;
        fault_ = log::concat(ready() ? "subscriber " : "handshake failed ", address_, ": ", e.what());
    }
    send_output();
}

bool Subscriber::subscribe(const std::string& topic)
{
    if (gone_ || !topics_.insert(topic).second)
        return false;
    subscribed_ += cost(topic);
    if (subscribed_ <= most_subscribed && has_memory())
        return true;
    topics_.erase(topic);
    gone_ = true;
    if (subscribed_ > most_subscribed)
        fault_ = log::concat("subscriber ", address_, ": disconnected, it has more than ",
                             most_subscribed >> 20U, " MiB of subscriptions");
    return false;
}

/// Of what it has us remember.
bool Subscriber::has_memory()
{
    if (memory_.resize(bounds_.copies * subscribed_ + session_.memory()))
        return true;
    fault_ = log::concat("subscriber ", address_,
                         ": disconnected, no memory is left for its subscriptions (see --memory-limit)");
    return false;
}

bool Subscriber::unsubscribe(const std::string& topic)
{
    if (topics_.erase(topic) == 0)
        return false;
    subscribed_ -= std::min(subscribed_, cost(topic));
    return true;
}

void Subscriber::send_output()
{
    queue_.add_commands(session_.take_output());
    drain();
}

Subscriber::Dropped Subscriber::deliver(const BunchSelection& selection, Bunch& bunch)
{
    if (gone_)
        return {};
    const bool idle = queue_.empty();
    std::size_t sent = idle ? write(selection.pieces()) : 0;
    if (sent == selection.bytes())
        return {};
    const bool few = selection.bytes() < bunch.bytes() / 4;
    Dropped dropped;
    for (const std::size_t message : selection.messages()) {
        const std::size_t size = bunch.size(message);
        if (sent >= size) {
            sent -= size;
        } else if (sent == 0 && loses_next()) {
            ++dropped.messages;
            dropped.for_memory += is_at_mark() ? 0 : 1;
        } else {
            queue_.add_message(few ? bunch.copied(message) : bunch.shared(message), sent);
            sent = 0;
        }
    }
    if (idle)
        drain(); // to be told when there is room, the kernel must have said that there is none
    return dropped;
}

/// Where messages wait for room there was some, also if those that share this one have taken it meanwhile.
bool Subscriber::loses_next() const
{
    return is_at_mark() || (!bounds_.waits && is_too_long());
}

void Subscriber::drain()
{
    std::array<iovec, 64> pieces;
    while (!queue_.empty() && !gone_) {
        const auto some = std::span(pieces).first(queue_.front(pieces));
        const auto sent = write(some);
        queue_.pop(sent);
        if (sent < total(some))
            return;
    }
}

/// The bytes that there was room for.
std::size_t Subscriber::write(std::span<const iovec> pieces)
{
    std::size_t written = 0;
    while (!pieces.empty() && !gone_) {
        const auto some = pieces.first(std::min<std::size_t>(pieces.size(), IOV_MAX));
        msghdr head{};
        head.msg_iov = const_cast<iovec*>(some.data()); // NOLINT: sendmsg(2) does not write to it
        head.msg_iovlen = some.size();
        const ssize_t sent = ::sendmsg(fd(), &head, MSG_NOSIGNAL);
        if (sent < 0) {
            gone_ = !would_block(errno);
            break;
        }
        written += static_cast<std::size_t>(sent);
        if (static_cast<std::size_t>(sent) < total(some))
            break;
        pieces = pieces.subspan(some.size());
    }
    return written;
}

/// Behind queued messages a ping would say nothing: who reads them slowly answers late.
void Subscriber::beat(Clock::time_point now)
{
    const bool late = !ready() && now - came_ > longest_handshake;
    const bool waits = pinged_ > heard_; // for a sign of life
    const bool silent = waits && queue_.empty() && now - pinged_ > longest_silence;
    if (late || silent || has_vanished(fd())) {
        log::debug("subscriber ", address_, ": silent, disconnected");
        gone_ = true;
        return;
    }
    if (!session_.pings() || !queue_.empty())
        return;
    if (!waits)
        pinged_ = now;
    session_.ping();
    send_output();
}

} // namespace zws::relay::zmtp
