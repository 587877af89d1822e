// SPDX-License-Identifier: MIT
#include "libcommon/peer/probe.hpp"

#include "libcommon/os/poll.hpp"
#include "libcommon/peer/dial.hpp"
#include "libcommon/zmtp/handshake.hpp"

#include <array>
#include <chrono>
#include <mutex>
#include <string_view>
#include <sys/socket.h>
#include <thread>

namespace zws {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds patience{3};
constexpr std::chrono::seconds turn{2}; // when a peer that waits for the rest of our greeting gets it
constexpr std::size_t most_read = 4096; // bytes: more than any handshake has before READY is whole

/// What cannot be written now, to a new connection, is not worth waiting for.
void say(int fd, std::string_view bytes)
{
    static_cast<void>(send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL));
}

/// Appends what there is; false at the end.
bool read_some(int fd, std::string& bytes)
{
    std::array<char, 512> piece{};
    const auto size = recv(fd, piece.data(), piece.size(), MSG_DONTWAIT);
    if (size > 0)
        bytes.append(piece.data(), static_cast<std::size_t>(size));
    return size > 0 || (size < 0 && (errno == EAGAIN || errno == EINTR));
}

/// Says its mechanism only after the peer has, or has not for a while: libzmq hangs up on another one, and
/// would not say its own.
class Conversation {
public:
    Conversation(int fd, const OwnSide& own) : fd_(fd), own_(own), start_(Clock::now())
    {
        say(fd_, std::string(zmtp::signature) + zmtp::our_major);
    }

    Finding hold()
    {
        auto finding = judge();
        finding.identity = read_identity(heard_);
        return finding;
    }

private:
    Finding judge()
    {
        for (auto now = start_; now < start_ + patience && heard_.size() < most_read; now = Clock::now()) {
            if (const auto finding = hear(now))
                return *finding;
        }
        if (!heard_.empty() && !heard_.starts_with(zmtp::signature[0])) // nothing more tells what it is
            return read_introduction(heard_, true, own_).value();
        return {heard_.empty() ? "somebody takes the connection, but sends nothing: not a ZeroMQ peer?"
                               : "the peer does not end its handshake"};
    }

    std::optional<Finding> hear(Clock::time_point now)
    {
        if (!greeted_ && (heard_.size() >= zmtp::greeting_size || now >= start_ + turn)) {
            say(fd_, zmtp::rest_of_greeting(own_.mechanism));
            greeted_ = true;
        }
        std::array<zmq::pollitem_t, 1> items{{{nullptr, fd_, ZMQ_POLLIN, 0}}};
        poll(items, start_ + (greeted_ ? patience : turn));
        const bool open = items[0].revents == 0 || read_some(fd_, heard_);
        return read_introduction(heard_, !open, own_);
    }

    int fd_;
    const OwnSide& own_;
    Clock::time_point start_;
    std::string heard_;
    bool greeted_ = false;
};

} // namespace

/// The other port of a relay with its default ports, where the peer takes what we take, or gives what we
/// give.
std::string suggestion(const std::string& address, std::string_view type)
{
    const bool takes = type == "SUB" || type == "XSUB" || type == "PULL";
    const bool gives = type == "PUB" || type == "XPUB" || type == "PUSH";
    const std::string port = takes ? ":5000" : ":5001";
    if (!(takes || gives) || !address.ends_with(port))
        return "";
    return ": did you mean " + address.substr(0, address.size() - port.size()) +
           (takes ? ":5001?" : ":5000?");
}

Finding probe(const std::string& address, const OwnSide& own)
{
    try {
        const auto peer = dial(address, own.ipv6, Clock::now() + patience);
        auto finding = Conversation(peer.get(), own).hold();
        finding.reason += suggestion(address, finding.type);
        return finding;
    } catch (const Unreachable& failure) {
        return {failure.what()};
    }
}

struct Probe::Shared {
    std::mutex mutex;
    std::optional<Finding> finding;
    const WakeUp* wake; ///< null: nobody waits any more
};

Probe::Probe(const std::string& address, const OwnSide& own, const WakeUp& wake)
    : shared_(std::make_shared<Shared>())
{
    shared_->wake = &wake;
    // Nobody can end a call to the resolver, and a tool that is to stop does not wait for it.
    std::thread([address, own, shared = shared_] {
        auto finding = probe(address, own);
        const std::lock_guard lock(shared->mutex);
        shared->finding = std::move(finding);
        if (shared->wake != nullptr)
            shared->wake->call();
    }).detach();
}

Probe::~Probe()
{
    const std::lock_guard lock(shared_->mutex);
    shared_->wake = nullptr;
}

std::optional<Finding> Probe::finding() const
{
    const std::lock_guard lock(shared_->mutex);
    return shared_->finding;
}

} // namespace zws
