// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/poll.hpp"
#include "libcommon/peer/introduction.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace zws {

/// Finds out, with a short connection of its own, why the peer at an endpoint is not usable: libzmq does not
/// tell. The connection ends within the handshake, so that the peer never takes it for a subscriber. Runs in
/// the background, for some 6 seconds at most but for the time that the resolver of names takes, and goes on
/// there where the probe is given up.
class Probe {
public:
    /// Of an endpoint of TCP or IPC. `wake` is called when finding() is there.
    Probe(const std::string& address, const OwnSide& own, const WakeUp& wake);
    ~Probe();
    Probe(const Probe&) = delete;
    Probe& operator=(const Probe&) = delete;

    /// None as long as it runs.
    std::optional<Finding> finding() const;

private:
    struct Shared;
    std::shared_ptr<Shared> shared_;
};

/// Where to connect to instead, as the end of a message, when a peer of the socket type `type` was found at
/// `address`: ": did you mean tcp://HOST:5001?"; empty where nothing suggests itself.
std::string suggestion(const std::string& address, std::string_view type);

/// What Probe does, on the calling thread. The finding has the identity of the peer.
Finding probe(const std::string& address, const OwnSide& own);

} // namespace zws
