// SPDX-License-Identifier: MIT
#include "tools/zws2browser/options.hpp"

#include "libcommon/codec/decoder.hpp"
#include "libcommon/codec/own_number_flags.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/memory_budget.hpp"
#include "libcommon/text/character.hpp"
#include "libcommon/zmq/repair_flags.hpp"
#include "libcommon/zmq/socket_flags.hpp"

#include <algorithm>
#include <thread>

namespace zws::browser {

namespace {

Value hosts(std::vector<Authority>& target)
{
    Value value{[&target](std::string_view text) {
                    auto host = parse_authority(text);
                    if (!host)
                        throw std::invalid_argument("not a HOST or HOST:PORT");
                    target.push_back(std::move(*host));
                },
                "HOST",
                "",
                {}};
    value.repeatable = true;
    return value;
}

Value origins(std::vector<Origin>& target)
{
    Value value{[&target](std::string_view text) {
                    auto origin = parse_origin(text);
                    if (!origin)
                        throw std::invalid_argument("not an origin (https://HOST or http://HOST:PORT)");
                    target.push_back(std::move(*origin));
                },
                "ORIGIN",
                "",
                {}};
    value.repeatable = true;
    return value;
}

Value frame_ancestors(std::vector<std::string>& target)
{
    Value value = texts(target, "ORIGIN");
    value.set = [&target](std::string_view text) {
        auto site = parse_frame_ancestor(text);
        if (!site)
            throw std::invalid_argument(
                "not *, nor an origin (https://HOST or http://HOST:PORT) with a name or an address of IPv4");
        target.push_back(std::move(*site));
    };
    return value;
}

Value title(std::string& target)
{
    constexpr std::size_t longest = 200;
    Value value = text(target, "TEXT");
    value.set = [&target](std::string_view given) {
        if (given.size() > longest)
            throw std::invalid_argument("longer than " + std::to_string(longest) + " bytes");
        if (!is_utf8(given))
            throw std::invalid_argument("not UTF-8");
        target = given;
    };
    return value;
}

void check_history(const Options& options)
{
    const auto& history = options.history;
    if (history.memory != 0 && history.memory < history::least_memory)
        throw UsageError("--history-memory " + shown_size(static_cast<std::int64_t>(history.memory)) +
                         ": out of range (0, or at least " + shown_size(history::least_memory) + ')');
    if (history.memory == 0 && !history.folder.empty())
        throw UsageError("--history-dir " + history.folder + ": there is no history with --history-memory 0");
    if (history.size != history::HistoryOptions().size && history.folder.empty())
        throw UsageError("--history-size needs --history-dir DIR");
}

/// Who opens a port to others has to say who may come.
void check_access(const Options& options)
{
    if (options.no_auth && !options.token_file.empty())
        throw UsageError("--no-auth and --token-file cannot be combined");
    if (options.tls_cert.empty() != options.tls_key.empty())
        throw UsageError(options.tls_cert.empty() ? "--tls-key needs --tls-cert FILE"
                                                  : "--tls-cert needs --tls-key FILE");
    if (options.hsts && !options.tls())
        throw UsageError("--hsts needs --tls-cert FILE");
    if (options.no_auth || !options.token_file.empty())
        return;
    for (const auto& address : {options.http, options.ws})
        if (!is_loopback(address.host))
            throw UsageError("listen on " + address.shown() +
                             ": beyond loopback, that needs --token-file FILE, or --no-auth");
}

} // namespace

Options::Options()
    : memory_limit(ServerBudget::usual_limit()),
      threads(std::clamp(std::thread::hardware_concurrency(), 1U, 4U))
{
}

CommandLine command_line(Options& options)
{
    CommandLine cli("zws2browser",
                    "Serves a ZeroMQ stream to browsers: WebSocket and a page with a live plot.");
    cli.section("Serving")
        .add("http", listen_address(options.http),
             "address of the page, and of WebSocket on /ws; a port alone is one of loopback")
        .add("ws", listen_address(options.ws), "address of WebSocket on any path")
        .add("web-root", folder(options.web_root), "serve the files in DIR instead of the built-in page")
        .add("title", title(options.title), "what the page calls the stream")
        .add("layout", file(options.layout, "FILE"),
             "the layout in FILE, as the page saves it, for everybody who opens the page")
        .add("max-delay", milliseconds(options.max_delay),
             "gather messages for that long and send them together (a number alone: milliseconds)")
        .add("compress", flag(options.compress),
             "compress messages for clients that offer it (permessage-deflate)")
        .add("history-max", number(options.history_max, "N", {0, 10'000'000}),
             "largest number of messages that a client can ask for as history")
        .add("threads", number(options.threads, "N", {1, 64}),
             "number of event loops that share the clients");
    cli.section("Decoding");
    add_decode_flags(cli, options.decode);
    cli.section("Slow clients")
        .add("log-size", bytes(options.log_size, {std::size_t{64} << 10U, std::size_t{1} << 36U}),
             "bytes kept for clients that fall behind")
        .add("slow-client",
             choice(options.slow_client, "POLICY",
                    {{"drop", SlowClient::drop},
                     {"disconnect", SlowClient::disconnect},
                     {"wait", SlowClient::wait}}),
             "a client that falls behind further loses messages (drop), is closed (disconnect), or is waited "
             "for "
             "(wait)");
    cli.section("History")
        .add("history-memory", bytes(options.history.memory, {std::size_t{0}, std::size_t{1} << 40U}),
             "memory for points of the past, which the page asks for; 0: none is kept")
        .add("history-dir", folder(options.history.folder),
             "keep points of the past in this folder too, where a restart finds them")
        .add("history-size", bytes(options.history.size, {std::uint64_t{1} << 20U, std::uint64_t{1} << 46U}),
             "largest size of that folder: the oldest goes first")
        .add("history-age", seconds(options.history.age), "forget what arrived so long ago")
        .check([&options] { check_history(options); });
    cli.section("Access")
        .add("allow-host", hosts(options.allow_hosts),
             "also serve requests with this Host header: a name, or HOST:PORT")
        .add("allow-origin", origins(options.allow_origins),
             "allow pages from ORIGIN to connect: https://example.org")
        .add("allow-embed", frame_ancestors(options.allow_embed),
             "allow pages of ORIGIN to show the page in a frame: https://example.org, or * for any")
        .add("token-file", file(options.token_file, "FILE"), "require clients to show the secret in FILE")
        .add("no-auth", flag(options.no_auth), "listen beyond loopback without a token")
        .add("tls-cert", file(options.tls_cert, "FILE"),
             "speak TLS, with the certificate and its chain in FILE")
        .add("tls-key", file(options.tls_key, "FILE"), "the certificate's key")
        .add("hsts", seconds(options.hsts),
             "with TLS: tell browsers to come back with TLS only for TIME (Strict-Transport-Security)")
        .check([&options] { check_access(options); });
    cli.section("Limits")
        .add("max-clients", number(options.max_clients, "N", {0, 10'000'000}),
             "largest number of connections, 0 for no limit")
        .add("max-clients-per-address", number(options.max_clients_per_address, "N", {0, 10'000'000}),
             "largest number of connections from one IP address, 0 for no limit; by default half of "
             "--max-clients, but for loopback")
        .add("memory-limit", bytes(options.memory_limit, {ServerBudget::least, std::size_t{1} << 46U}),
             "memory for clients: logs and history, connections, files that are sent, what clients send")
        .add("idle-timeout", seconds(options.idle_timeout, {0.1, 86400}),
             "close a WebSocket connection on which the client was silent that long");
    cli.section("What clients send")
        .add("max-client-message", bytes(options.max_client_message, {std::size_t{1}, std::size_t{1} << 30U}),
             "close the connection of a client that sends a larger message")
        .add("uplink-connect", endpoint(options.uplink.endpoints, Endpoint::Side::connect),
             "publish it on a PUB socket that connects to the ZeroMQ endpoint EP")
        .add("uplink-bind", endpoint(options.uplink.endpoints, Endpoint::Side::bind),
             "publish it on a PUB socket that binds to the ZeroMQ endpoint EP");
    cli.section("Sockets");
    add_endpoint_flags(cli, options.input, {Endpoint::Side::connect, "tcp://127.0.0.1:5001"});
    add_topic_flag(cli, options.input);
    add_own_number_flags(cli, options.numbers);
    add_repair_flags(cli, options.input);
    add_hwm_flag(cli, options.input);
    add_max_message_flag(cli, options.input, &options.memory_limit);
    add_zmtp_flag(cli, {&options.input, &options.uplink});
    add_curve_flags(cli, {&options.input, &options.uplink});
    cli.check([&options] { options.uplink.hwm = options.input.hwm; });
    return cli;
}

} // namespace zws::browser
