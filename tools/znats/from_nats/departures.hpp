// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/poll.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>
#include <zmq.hpp>

namespace zws::nats {

/// Tells which messages a socket of libzmq has no longer: they were written to every connection that they
/// were for, or given up with one that ended.
class Departures {
public:
    /// `wake`: to be called when there are some; null: nobody asks for them.
    explicit Departures(WakeUp* wake);
    ~Departures();
    Departures(const Departures&) = delete;
    Departures& operator=(const Departures&) = delete;

    /// The last frame of the message with this number. A message has departed when this is freed.
    zmq::message_t last_frame(std::string bytes, std::uint64_t number);

    /// The numbers of those that have departed since the last call.
    std::vector<std::uint64_t> collect();

    /// Messages that have not departed.
    std::size_t outstanding() const;

    /// Forgets all messages: none of them is told any more.
    void begin_anew();

private:
    struct Shared;
    class Frame;

    std::shared_ptr<Shared> shared_; ///< with the frames, which may outlive this
};

} // namespace zws::nats
