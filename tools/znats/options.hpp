// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/cli/listen_address.hpp"
#include "libcommon/codec/decoder.hpp"
#include "libcommon/codec/own_numbers.hpp"
#include "libcommon/zmq/socket.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zws::nats {

enum class Direction { to_nats, from_nats };

/// Where a durable consumer that is made begins.
struct Start {
    enum class At { all, fresh, last, time } at = At::all;
    std::chrono::nanoseconds age{}; ///< for At::time: of the oldest message
};

/// Where the NATS servers are, and who we are there. Secrets come from files only.
struct ServerOptions {
    std::vector<std::string> urls; ///< any one of them will do
    std::string user;
    std::string password_file;
    std::string token_file;
    std::string creds_file;
    std::string tls_ca;
    std::string tls_cert;
    std::string tls_key;
};

/// The JetStream stream; without a name there is none.
struct StreamOptions {
    std::string name;
    std::string durable;
    std::optional<Start> deliver;
    std::optional<std::int64_t> ack_pending;          ///< messages that may wait for an acknowledgement
    std::optional<std::chrono::nanoseconds> ack_wait; ///< then they come again
    std::optional<int> replicas;                      ///< of a stream that we create
    std::int64_t bytes =
        1'073'741'824; ///< largest size of a stream that we create; beyond it the oldest are dropped
    std::optional<std::chrono::nanoseconds> since;
    std::optional<std::uint64_t> last; ///< messages
    bool position = false;             ///< messages get their place in the stream, where they have none
};

struct Options {
    SocketOptions socket;
    std::string to;                     ///< the subject to publish to, or
    std::string from;                   ///< the one to subscribe to
    std::string queue;                  ///< the group that shares the messages of a subject; empty: none
    std::optional<unsigned> wait_peers; ///< that are to be there before a message of a stream goes
    ServerOptions server;
    StreamOptions stream;
    std::int64_t buffer = 67'108'864; ///< bytes that wait for the other side, at most
    SocketPattern pattern = SocketPattern::pubsub;
    std::optional<Overflow> overflow; ///< what happens if there is no room
    bool stats = false;
    std::optional<ListenAddress> metrics; ///< none: they are not served
    DecoderOptions decode;                ///< an empty chain: messages pass as they are
    OwnNumberSpec numbers;                ///< of messages that come without a position

    Direction direction() const { return from.empty() ? Direction::to_nats : Direction::from_nats; }
    bool keeps() const { return !stream.name.empty(); }
    bool counts() const { return stats || metrics.has_value(); }
    /// Whether a stream is read in order, without a position that is remembered.
    bool replays() const { return stream.since || stream.last; }
    /// Messages of a stream can wait there; others are dropped unless an option says otherwise.
    bool waits() const
    {
        const bool from_stream = keeps() && direction() == Direction::from_nats;
        return overflow.value_or(from_stream ? Overflow::block : Overflow::drop) == Overflow::block;
    }
};

zmq::socket_type socket_type(const Options& options);

CommandLine command_line(Options& options);

} // namespace zws::nats
