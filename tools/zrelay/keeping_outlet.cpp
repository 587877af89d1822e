// SPDX-License-Identifier: MIT
#include "tools/zrelay/keeping_outlet.hpp"

#include <utility>

namespace zws::relay {

KeepingOutlet::KeepingOutlet(std::unique_ptr<Outlet> out, Keep& keep) : out_(std::move(out)), keep_(keep)
{
    opened(out_->fd(), out_->hears(), out_->endpoints());
}

/// A message is kept before its last frame leaves: who has got it, or one after it, can ask for it. Only the
/// first frame can be refused, and a message of one frame has no number.
bool KeepingOutlet::send(zmq::message_t& frame, bool more)
{
    zmq::message_t copy;
    copy.copy(frame);
    if (message_.frame_count() == 0) {
        if (!out_->send(frame, more))
            return false;
        keep(std::move(copy), more);
        return true;
    }
    keep(std::move(copy), more);
    return out_->send(frame, more);
}

void KeepingOutlet::keep(zmq::message_t frame, bool more)
{
    message_.append(std::move(frame));
    if (more)
        return;
    if (!keep_.add(message_))
        unnumbered_.tell("--keep: a message without a number is not kept (see --position)");
    message_.clear();
}

} // namespace zws::relay
