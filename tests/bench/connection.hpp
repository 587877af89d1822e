// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/descriptor.hpp"
#include "tests/bench/frame.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace zws::bench {

/// What one client received, against the numbers that the publisher gave.
struct Received {
    std::uint64_t frames = 0;     ///< messages of the publisher
    std::uint64_t batches = 0;    ///< in which they came, where they do
    std::uint64_t next = 0;       ///< the number that should come next
    std::uint64_t lost = 0;       ///< numbers that were passed over
    std::uint64_t disordered = 0; ///< numbers that came again or too late
    std::uint64_t malformed = 0;  ///< frames that are not one whole message of the publisher

    void count(std::uint64_t number);
};

/// A WebSocket client of 127.0.0.1 that does nothing but check what it receives.
class Connection {
public:
    /// Connects and shakes hands; throws Error where that fails or takes more than 20 s. `batches`: asks for
    /// zws.batch.v2, as the page does.
    Connection(std::uint16_t port, const std::string& path, bool batches = false);

    /// Reads what is there, once, through `buffer`; adds the send time of each message to `sent_us`, if any.
    void receive(std::vector<char>& buffer, std::vector<std::uint64_t>* sent_us);

    int fd() const { return socket_.get(); }
    bool open() const { return socket_.open(); }
    const Received& received() const { return received_; }

private:
    void take_all(std::string_view data, std::vector<std::uint64_t>* sent_us);
    void take(const Frame& frame, std::vector<std::uint64_t>* sent_us);
    bool take_batch(std::string_view batch, std::vector<std::uint64_t>* sent_us);
    bool take_message(std::string_view payload, std::vector<std::uint64_t>* sent_us);
    void answer_ping(std::string_view payload);

    bool batches_;
    Descriptor socket_;
    std::string rest_; ///< the start of a frame, at most a frame long
    Received received_;
};

} // namespace zws::bench
