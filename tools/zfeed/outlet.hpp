// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/socket.hpp"
#include "libcommon/zmq/xpub_subscriptions.hpp"
#include "tools/zfeed/options.hpp"

#include <optional>

namespace zws::feed {

/// The socket to send from, and what its subscribers have told.
struct FeedOutlet {
    Socket socket;
    zmq::socket_type type;
    std::optional<XpubSubscriptions> subscriptions; ///< of an XPUB
};

/// Opens the socket to send from, and waits for its peers as `options` say; warns where an XPUB has none
/// after first_peer, with the reason. Other types queue nothing for a peer that is not there.
FeedOutlet open_outlet(zmq::context_t& context, const Options& options, StopSignal& stop);

/// Closes socket and context once what is queued has left, or the linger has passed: that of a stop where one
/// was asked for, else that of the end of the input. Where it was too short, warns after a stop, and else
/// throws Error.
void close_outlet(FeedOutlet& out, zmq::context_t& context, const Options& options, StopSignal& stop);

} // namespace zws::feed
