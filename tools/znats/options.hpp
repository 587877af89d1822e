// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/codec/decoder.hpp"
#include "libcommon/zmq/socket.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zws::nats {

enum class Direction { to_nats, from_nats };
enum class Pattern { pubsub, pipeline };
enum class Overflow { drop, block };

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
    std::string durable = "znats";
    std::optional<int> replicas; ///< of a stream that we create
    std::int64_t bytes =
        1'073'741'824; ///< largest size of a stream that we create; beyond it the oldest are dropped
    std::optional<std::chrono::nanoseconds> since;
    std::optional<std::uint64_t> last; ///< messages
};

struct Options {
    SocketOptions socket;
    std::string to;   ///< the subject to publish to, or
    std::string from; ///< the one to subscribe to
    ServerOptions server;
    StreamOptions stream;
    std::int64_t buffer = 67'108'864; ///< bytes that wait for the other side, at most
    Pattern pattern = Pattern::pubsub;
    std::optional<Overflow> overflow; ///< what happens if there is no room
    bool stats = false;
    DecoderOptions decode; ///< an empty chain: messages pass as they are

    Direction direction() const { return from.empty() ? Direction::to_nats : Direction::from_nats; }
    bool keeps() const { return !stream.name.empty(); }
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
