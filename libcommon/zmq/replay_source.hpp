// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/ordered_run.hpp"
#include "libcommon/zmq/replay_wire.hpp"
#include "libcommon/zmq/socket.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>

namespace zws {

/// Who keeps messages, and is asked for them.
class ReplaySource {
public:
    /// `options`: of the socket whose messages are repaired; throws Error as open() does.
    ReplaySource(zmq::context_t& context, SocketOptions options, const Endpoint& endpoint);

    /// Asks for numbers of an epoch; 0: for those of messages that carry their own, which are all sent from
    /// the first one on, and asked for once at a time. False: it is not there.
    /// `tries`: how many others were asked before.
    bool ask(std::uint64_t epoch, OrderedRun::Span span, std::size_t tries = 0);

    /// Asks for the last messages that there are; false: it is not there.
    bool ask_for_last(std::uint64_t count);

    /// What has come.
    struct Answer {
        std::uint64_t number = 0;
        Message message = {};     ///< its frames; empty at the end of an answer
        zmq::message_t head = {}; ///< the frame of the number
        struct {
            std::uint64_t epoch = 0;
            OrderedRun::Span span; ///< of which no more comes: what was asked for, as far as it is there
            std::uint64_t newest_epoch = 0;
            std::size_t tries = 0; ///< those before
        } end = {};

        bool ends() const { return number == ReplayRequest::end; }
    };
    /// None: nothing waits.
    std::optional<Answer> next_answer();

    zmq::socket_t& socket() { return socket_.handle; }
    const Endpoints& endpoints() const { return socket_.endpoints; }

private:
    struct Asked {
        std::uint64_t epoch;
        OrderedRun::Span span;
        std::size_t tries;
        OrderedRun::Clock::time_point at;
    };

    bool send(const ReplayRequest& request);
    Answer end_of(const ReplayAnswer& head);

    static constexpr std::size_t most_asked = 500; ///< at once

    Socket socket_;
    Message message_;
    std::list<Asked> asked_; ///< without the end of an answer
};

} // namespace zws
