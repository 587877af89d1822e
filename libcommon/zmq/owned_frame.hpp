// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>
#include <string_view>
#include <utility>
#include <zmq.hpp>

namespace zws {

/// A frame with the bytes() of an `Owner`, which is made of `parts` and is destroyed when libzmq lets go of
/// the frame, on any thread: when it was written to all for whom it was, or given up.
template <class Owner, class... Part>
zmq::message_t owned_frame(Part&&... parts)
{
    // That libzmq hands frames from one thread to another in order cannot be seen from here; this says it.
    struct Held {
        explicit Held(Part&&... of) : owner(std::forward<Part>(of)...) {}

        Owner owner;
        std::atomic<bool> is_whole = false;
    };
    auto held = std::make_unique<Held>(std::forward<Part>(parts)...);
    const std::string_view bytes = held->owner.bytes();
    const auto let_go = [](void*, void* hint) {
        const std::unique_ptr<Held> gone(static_cast<Held*>(hint));
        static_cast<void>(gone->is_whole.load(std::memory_order_acquire));
    };
    held->is_whole.store(true, std::memory_order_release);
    zmq::message_t frame(const_cast<char*>(bytes.data()), bytes.size(), let_go, held.get());
    static_cast<void>(held.release()); // let_go() has it
    return frame;
}

} // namespace zws
