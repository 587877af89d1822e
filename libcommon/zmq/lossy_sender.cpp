// SPDX-License-Identifier: MIT
#include "libcommon/zmq/lossy_sender.hpp"

namespace zws {

bool LossySender::offer(zmq::message_t& frame, bool more)
{
    const auto flags = more ? zmq::send_flags::sndmore : zmq::send_flags::none;
    return out_.send(frame, flags | zmq::send_flags::dontwait).has_value();
}

/// Refused is only the first frame of a message: room is counted in whole messages.
bool LossySender::try_send(zmq::message_t& frame, bool more)
{
    if (offer(frame, more))
        return true;
    // A send may put off taking in that a subscriber has read; this does not.
    static_cast<void>(out_.get(zmq::sockopt::events));
    return offer(frame, more);
}

void LossySender::send(zmq::message_t& frame, bool more)
{
    if (try_send(frame, more))
        return;
    ++lost_;
    out_.set(zmq::sockopt::xpub_nodrop, false);
    static_cast<void>(offer(frame, more));
    out_.set(zmq::sockopt::xpub_nodrop, true);
}

} // namespace zws
