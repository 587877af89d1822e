// SPDX-License-Identifier: MIT
#include "tools/znats/options.hpp"

#include "libcommon/codec/decoder.hpp"
#include "libcommon/codec/own_number_flags.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/zmq/repair_flags.hpp"
#include "libcommon/zmq/socket_flags.hpp"
#include "tools/znats/server_url.hpp"
#include "tools/znats/subject.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <memory>
#include <stdexcept>
#include <utility>

namespace zws::nats {

namespace {

constexpr const char* default_url = "nats://127.0.0.1:4222";

Value subject(std::string& target, Subject::Use use)
{
    return {[&target, use](std::string_view text) {
                static_cast<void>(Subject(text, use)); // throws if the text is not a subject
                target = text;
            },
            "SUBJECT",
            "",
            {}};
}

/// As check_url(), but for a URL with a password the error does not quote it.
void check_quietly(std::string_view url)
{
    try {
        check_url(url);
    } catch (const std::invalid_argument& wrong) {
        if (shown(url) == url)
            throw;
        throw UsageError("--nats '" + shown(url) + "': " + wrong.what());
    }
}

Value urls(std::vector<std::string>& target)
{
    return {[&target](std::string_view text) {
                check_quietly(text);
                target.emplace_back(text);
            },
            "URL",
            default_url,
            {},
            true};
}

/// Names of streams and consumers are tokens of subjects, and of files too.
Value name(std::string& target)
{
    return {[&target](std::string_view text) {
                const bool good = !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
                    return std::isalnum(c) != 0 || c == '_' || c == '-';
                });
                if (!good)
                    throw std::invalid_argument("a name has letters, digits, '_' and '-' only");
                target = text;
            },
            "NAME",
            target,
            {}};
}

void add_nats_flags(CommandLine& cli, Options& options)
{
    ServerOptions& server = options.server;
    cli.section("NATS")
        .add("to-nats", subject(options.to, Subject::Use::publish),
             "carry messages from ZeroMQ to SUBJECT; %t in it is the topic")
        .add("from-nats", subject(options.from, Subject::Use::subscribe),
             "carry messages from SUBJECT to ZeroMQ; %t in it is the topic")
        .add("queue", name(options.queue),
             "share the messages of SUBJECT with all others in the group NAME: each goes to one of them")
        .add("nats", urls(server.urls), "a NATS server: nats://HOST:PORT or tls://HOST:PORT")
        .add("user", text(server.user, "NAME"), "the user name")
        .add("password-file", file(server.password_file, "FILE"), "the first line of FILE is the password")
        .add("token-file", file(server.token_file, "FILE"), "the first line of FILE is the token")
        .add("creds", file(server.creds_file, "FILE"), "FILE has the user's JWT and seed")
        .add("tls-ca", file(server.tls_ca, "FILE"),
             "trust servers whose certificates the authorities in FILE (PEM) signed")
        .add("tls-cert", file(server.tls_cert, "FILE"), "the client certificate (PEM)")
        .add("tls-key", file(server.tls_key, "FILE"), "its private key (PEM)");
}

Value with_default(Value value, std::string shown)
{
    value.shown_default = std::move(shown);
    return value;
}

Value start(std::optional<Start>& target)
{
    using At = Start::At;
    const auto age = std::make_shared<std::optional<std::chrono::nanoseconds>>();
    return {[&target, age, take_age = seconds(*age).set](std::string_view text) {
                static const std::map<std::string_view, At> names{
                    {"all", At::all}, {"new", At::fresh}, {"last", At::last}};
                constexpr std::string_view since = "since=";
                if (text.starts_with(since)) {
                    take_age(text.substr(since.size()));
                    target = {At::time, age->value()};
                } else if (const auto found = names.find(text); found != names.end()) {
                    target = {found->second, {}};
                } else {
                    throw std::invalid_argument("not one of all, new, last, since=TIME");
                }
            },
            "WHERE",
            "all",
            {}};
}

void add_stream_flags(CommandLine& cli, Options& options)
{
    StreamOptions& stream = options.stream;
    cli.section("JetStream")
        .add("stream", name(stream.name), "store messages in the stream NAME, or read them from it")
        .add("durable", with_default(name(stream.durable), "znats"),
             "read them as the durable consumer NAME, which remembers its position")
        .add("deliver", start(stream.deliver),
             "where a durable consumer that is new begins: all, new (messages from now on), last (the last "
             "message) or since=TIME")
        .add("max-ack-pending", with_default(number(stream.ack_pending, "N", {1, 1'000'000}), "1000"),
             "messages of the stream that may be on their way without an acknowledgement")
        .add("ack-wait", with_default(seconds(stream.ack_wait), "10s"),
             "after this time a message that was not acknowledged comes again")
        .add("position", flag(stream.position),
             "append a frame with the message's place in the stream, unless it has one")
        .add("wait-peers", with_default(number(options.wait_peers, "N", {1U, 10'000U}), "1"),
             "send nothing while fewer than N subscribers are there")
        .add("since", seconds(stream.since), "start with the messages of the last TIME")
        .add("last", number(stream.last, "N", {1, 1'000'000'000'000}),
             "start with the last N messages of the stream")
        .add("stream-replicas",
             with_default(number(stream.replicas, "N", {1, 5}), "3 if --nats names three servers, else 1"),
             "when the stream is created: the number of servers that keep it")
        .add("stream-bytes", bytes(stream.bytes, {1024, 1LL << 50U}),
             "when the stream is created: its largest size; the oldest messages are dropped");
}

void add_decoding_flags(CommandLine& cli, DecoderOptions& decode)
{
    cli.section("Decoding");
    add_decode_flags(cli, decode);
}

void add_number_flags(CommandLine& cli, OwnNumberSpec& numbers)
{
    cli.section("Positions");
    add_own_number_flags(cli, numbers);
}

void add_flow_flags(CommandLine& cli, Options& options)
{
    cli.section("Flow")
        .add("buffer", bytes(options.buffer, {1024, 1LL << 40U}),
             "buffer up to BYTES while the other side is away or slow")
        .add("overflow",
             choice(options.overflow, "HOW", {{"drop", Overflow::drop}, {"block", Overflow::block}},
                    "drop; from a stream, block"),
             "when the buffer is full, drop messages, or block: stop reading, which passes the back-pressure "
             "on")
        .add("stats", flag(options.stats), "write messages, bytes, rates and losses to stderr every second")
        .add("metrics", listen_address(options.metrics),
             "serve /metrics for Prometheus and /healthz on HOST:PORT, or on PORT of 127.0.0.1");
}

void add_socket_flags(CommandLine& cli, Options& options)
{
    Value connect = endpoint(options.socket.endpoints, Endpoint::Side::connect);
    connect.shown_default = "tcp://127.0.0.1:5001 to NATS, tcp://127.0.0.1:5000 from NATS";
    add_connect_operand(cli, connect);
    cli.section("Sockets")
        .add("connect", std::move(connect), "connect to the ZeroMQ endpoint EP")
        .add("bind", endpoint(options.socket.endpoints, Endpoint::Side::bind),
             "bind to the ZeroMQ endpoint EP")
        .add("pattern",
             choice(options.pattern, "NAME",
                    {{"pubsub", SocketPattern::pubsub}, {"pipeline", SocketPattern::pipeline}}),
             "pubsub (SUB or PUB) or pipeline (PULL or PUSH)");
    add_topic_flag(cli, options.socket);
    add_hwm_flag(cli, options.socket);
    add_max_message_flag(cli, options.socket);
    add_repair_flags(cli, options.socket);
    add_zmtp_flag(cli, {&options.socket});
    add_curve_flags(cli, {&options.socket});
}

void check_direction(const Options& options)
{
    if (options.to.empty() == options.from.empty())
        throw UsageError("exactly one of --to-nats and --from-nats is needed");
    if (options.socket.repair.wanted() && options.direction() == Direction::from_nats)
        throw UsageError("--repair: only with --to-nats; with --from-nats a --stream keeps messages");
    if (options.numbers.number && options.direction() == Direction::from_nats)
        throw UsageError("--seq: only with --to-nats; with --from-nats --stream has --position");
    if (options.socket.topics.empty())
        return;
    if (options.direction() == Direction::from_nats)
        throw UsageError("--topic: with --from-nats the subject chooses the messages");
    if (options.pattern == SocketPattern::pipeline)
        throw UsageError("--topic: a pipeline has no topics");
}

void check_server(const ServerOptions& server)
{
    if (server.user.empty() != server.password_file.empty())
        throw UsageError("--user and --password-file need each other");
    if (server.tls_cert.empty() != server.tls_key.empty())
        throw UsageError("--tls-cert and --tls-key need each other");
    const int ways = static_cast<int>(!server.user.empty()) + static_cast<int>(!server.token_file.empty()) +
                     static_cast<int>(!server.creds_file.empty());
    if (ways > 1)
        throw UsageError("--user, --token-file and --creds cannot be combined");
}

void check_reading(const Options& options)
{
    const StreamOptions& stream = options.stream;
    const bool reads = options.direction() == Direction::from_nats && options.keeps();
    const bool durable = !stream.durable.empty() || stream.deliver || stream.ack_wait;
    if (!reads && options.replays())
        throw UsageError("--since and --last need --from-nats and --stream");
    if (!reads && (durable || stream.ack_pending || stream.position || options.wait_peers))
        throw UsageError("--durable, --deliver, --ack-wait, --max-ack-pending, --position and --wait-peers "
                         "need --from-nats and --stream");
    if (options.replays() && durable)
        throw UsageError("--since and --last replay without --durable, --deliver and --ack-wait "
                         "(--deliver since=TIME remembers its position)");
}

void check_stream(const Options& options)
{
    const StreamOptions& stream = options.stream;
    if (stream.since && stream.last)
        throw UsageError("--since and --last cannot be combined");
    if (stream.ack_wait && *stream.ack_wait < std::chrono::milliseconds(100))
        throw UsageError("--ack-wait: 100ms is the least");
    if (!options.queue.empty() && (options.direction() == Direction::to_nats || options.keeps()))
        throw UsageError("--queue needs --from-nats, without --stream");
    check_reading(options);
}

void complete(Options& options)
{
    using Side = Endpoint::Side;
    const bool from = options.direction() == Direction::from_nats;
    // Only so can any one of them be away and nothing be lost.
    if (!options.stream.replicas)
        options.stream.replicas = options.server.urls.size() >= 3 ? 3 : 1;
    if (options.stream.durable.empty())
        options.stream.durable = "znats";
    if (options.socket.endpoints.empty())
        options.socket.endpoints = {{Side::connect, from ? "tcp://127.0.0.1:5000" : "tcp://127.0.0.1:5001"}};
    if (options.server.urls.empty())
        options.server.urls.emplace_back(default_url);
    options.socket.wait_for_room = from; // where messages are dropped, that is for us to know
    options.socket.to_peers_alone = from && options.keeps(); // what a peer had not got is sent again
}

} // namespace

zmq::socket_type socket_type(const Options& options)
{
    using enum zmq::socket_type;
    const bool from = options.direction() == Direction::from_nats;
    if (options.pattern == SocketPattern::pipeline)
        return from ? push : pull;
    return from ? xpub : sub;
}

CommandLine command_line(Options& options)
{
    CommandLine cli("znats", "Carries a stream into or out of a NATS server or cluster.");
    add_nats_flags(cli, options);
    add_stream_flags(cli, options);
    add_number_flags(cli, options.numbers);
    add_decoding_flags(cli, options.decode);
    add_flow_flags(cli, options);
    add_socket_flags(cli, options);
    cli.check([&options] {
        check_direction(options);
        check_server(options.server);
        check_stream(options);
        complete(options);
    });
    return cli;
}

} // namespace zws::nats
