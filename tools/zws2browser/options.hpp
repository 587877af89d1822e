// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/cli/listen_address.hpp"
#include "libcommon/codec/decoder.hpp"
#include "libcommon/codec/own_numbers.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zws2browser/history/history_options.hpp"
#include "tools/zws2browser/http/host_check.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zws::browser {

/// What happens to a client that falls behind by more than the log holds.
enum class SlowClient {
    drop,       ///< it loses the oldest messages, and they are counted
    disconnect, ///< it is closed with code 1013
    wait,       ///< nothing is read from ZeroMQ until it has caught up to half the log
};

struct Options {
    SocketOptions input;
    OwnNumberSpec numbers; ///< of publishers, which positions are made of
    ListenAddress http{"127.0.0.1", 8000};
    ListenAddress ws{"127.0.0.1", 9999};
    std::chrono::milliseconds max_delay{0};        ///< how long a message may wait to be sent with others
    std::size_t history_max = 10000;               ///< messages that a client that connects can ask for
    SocketOptions uplink;                          ///< where to publish what browsers send; none: nowhere
    std::vector<Authority> allow_hosts;            ///< allowed besides loopback and the listening address
    std::vector<Origin> allow_origins;             ///< allowed besides that of the page
    std::vector<std::string> allow_embed;          ///< sites that may show the page in a frame
    std::string token_file;                        ///< has the secret that clients must show; empty: none
    std::string tls_cert;                          ///< PEM file; empty: no TLS
    std::string tls_key;                           ///< PEM file
    std::optional<std::chrono::nanoseconds> hsts;  ///< how long browsers are to use TLS only
    bool compress = false;                         ///< permessage-deflate, for clients that offer it
    bool no_auth = false;                          ///< no token, although other machines can connect
    std::size_t max_clients = default_max_clients; ///< connections; 0: no limit
    std::optional<std::size_t> max_clients_per_address; ///< as Admission has it
    std::size_t memory_limit;                           ///< bytes that clients may cost
    std::size_t max_client_message = 64U << 10U;        ///< bytes
    std::chrono::milliseconds idle_timeout{60'000}; ///< within which a WebSocket client must send something
    DecoderOptions decode;            ///< decodes messages to JSON; an empty chain: they are sent as they are
    std::string web_root;             ///< a folder to serve instead of the built-in page; empty: none
    std::string title;                ///< what people call the stream, UTF-8; empty: nothing
    std::string layout;               ///< a file, as About has it; empty: none
    unsigned threads;                 ///< shards
    std::size_t log_size = 8U << 20U; ///< bytes of each channel that are kept for slow clients
    SlowClient slow_client = SlowClient::drop;
    history::HistoryOptions history; ///< of points, for pictures of the past

    static constexpr std::size_t default_max_clients = 65536;

    Options();
    bool tls() const { return !tls_cert.empty(); }
};

CommandLine command_line(Options& options);

} // namespace zws::browser
