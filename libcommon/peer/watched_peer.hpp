// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/peer/introduction.hpp"
#include "libcommon/peer/socket_monitor.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace zws {

/// What is known of the peer that an endpoint connects to, and when something is to be said of it.
class WatchedPeer {
public:
    using Clock = std::chrono::steady_clock;

    /// How long a peer may take to be usable before it is looked at.
    static constexpr std::chrono::seconds patience{2};

    /// What is to be said of it.
    enum class News { none, unusable, usable };
    /// What is to be done with its connection, where libzmq does not do it: it never tries again after a
    /// handshake that cannot come about, and tries without a pause where handshakes just fail.
    enum class Act { none, connect, disconnect };
    struct Outcome {
        News news = News::none;
        Act act = Act::none;
    };

    WatchedPeer(std::string address, Clock::time_point now);

    const std::string& address() const { return address_; }

    /// Whether an event is of this endpoint. libzmq names it as it was given, or as it was resolved once.
    bool is_at(std::string_view event_address) const;
    void is_also_at(std::string event_address);

    /// Takes in what happened to its connection.
    Outcome observe(const SocketMonitor::Event& event, Clock::time_point now);

    /// Its patience is over: it is to be looked at now, unless it is there.
    void hurry(Clock::time_point now);
    /// Whether that look is still to come.
    bool hurried() const { return hurried_; }

    /// When its peer is to be looked at; time_point::max(): not for now.
    Clock::time_point due() const { return due_; }
    /// It is being looked at: it is not due until observe().
    void looked_at() { due_ = Clock::time_point::max(); }
    /// Takes in what was seen; what it says to be done is taken as done.
    Outcome observe(const Finding& finding, const OwnSide& own, Clock::time_point now);

    /// Why it is not usable, as it was told last; empty: nothing was told.
    const std::string& reason() const { return told_; }

private:
    News arrive();
    void leave(Clock::time_point now);
    void fail(Clock::time_point now);
    News judge(const std::string& reason, Clock::time_point now);
    Act act_on(const Finding& finding, const OwnSide& own);
    std::string reason_for(const Finding& finding, const OwnSide& own) const;

    std::string address_;
    std::vector<std::string> aliases_;
    bool there_ = false;
    bool hurried_ = false;
    bool given_up_ = false;         ///< nothing tries to connect
    bool key_refused_ = false;      ///< by the peer, since the last time that we let libzmq try
    bool handshake_failed_ = false; ///< since then
    Clock::time_point missing_since_;
    Clock::time_point due_;
    Clock::time_point last_look_;
    std::string told_;
};

} // namespace zws
