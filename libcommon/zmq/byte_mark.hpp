// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <zmq.hpp>

namespace zws {

/// A high-water mark in bytes for the queues of a socket of libzmq, which has one in messages only: that one
/// is lowered while messages are large. libzmq applies it to the connections that are there
/// (ZMQ_RCVHWM, ZMQ_SNDHWM). To be used on the socket's thread.
class ByteMark {
public:
    using Clock = std::chrono::steady_clock;

    /// `messages`: the mark of `socket`; 0: none. `bytes`: what its queues may have, all together.
    ByteMark(zmq::socket_ref socket, int messages, std::size_t bytes);

    /// A message of so many bytes has passed.
    void see(std::uint64_t bytes)
    {
        ++messages_;
        sum_ += bytes;
        if (bytes > large_)
            adapt();
    }

    /// A burst of messages is over. `queues`: how many the socket has, each with messages of its own.
    void settle(std::uint64_t queues, Clock::time_point now);

private:
    void adapt();

    zmq::socket_ref socket_;
    std::uint64_t most_; ///< messages
    std::uint64_t bytes_;
    std::uint64_t mark_;
    std::uint64_t queues_ = 1;
    std::uint64_t messages_ = 0; ///< of this burst
    std::uint64_t sum_ = 0;      ///< bytes of them
    std::uint64_t large_ = 0;    ///< bytes of a message, on average of the burst where that was greatest
    std::uint64_t recent_ = 0;   ///< the same, since due_ was set
    Clock::time_point due_;      ///< when large_ is no longer what counts
};

} // namespace zws
