// SPDX-License-Identifier: MIT
#include "tools/zrelay/options.hpp"

#include "libcommon/codec/own_number_flags.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/zmq/repair_flags.hpp"
#include "libcommon/zmq/socket_flags.hpp"

#include <algorithm>
#include <stdexcept>

namespace zws::relay {

namespace {

void check(const Options& options)
{
    const bool pipeline = options.pattern == SocketPattern::pipeline;
    const bool forward = options.filter == Filter::forward;
    if (pipeline && forward)
        throw UsageError("--filter forward: a pipeline has no subscriptions to forward");
    if (pipeline && !options.input.topics.empty())
        throw UsageError("--topic: a pipeline has no topics");
    if (pipeline && options.overflow == Overflow::drop)
        throw UsageError("--overflow drop: a pipeline always waits for room");
    if (forward && options.input.repair.wanted())
        throw UsageError("--repair: with --filter forward the relay does not get all that is numbered");
    if (forward && !options.input.topics.empty())
        throw UsageError("--topic: with --filter forward the subscribers choose the topics");
}

void check_keep(Options& options)
{
    if (options.keep.has_value() == options.replay.endpoints.empty())
        throw UsageError(options.keep
                             ? "--keep: only with --replay-bind, where it can be asked for"
                             : "--replay-bind: only with --keep, which says how much can be had again");
    if (options.keep)
        options.keep->bytes = std::min(options.keep->bytes, options.memory_limit / 2);
}

/// A number alone is of messages.
Value keep(std::optional<KeepLimit>& target)
{
    const auto set = [&target](std::string_view text) {
        constexpr std::int64_t most = std::int64_t{1} << 46U;
        const bool alone = text.find_first_not_of("0123456789") == std::string_view::npos;
        KeepLimit limit;
        if (alone)
            limit.messages = parse_number<std::uint64_t>(text, {1, most});
        else {
            const auto size = parse_size(text);
            check_range<std::int64_t>(size, {1, most}, shown_size);
            limit.bytes = static_cast<std::size_t>(size);
        }
        target = limit;
    };
    return {set, "SIZE", "", {}};
}

/// Behind the flags of CURVE, where they are not checked yet.
void choose_encrypted_side(Options& options)
{
    if (!options.curve_side)
        return;
    if (!options.input.curve.wanted())
        throw UsageError("--curve-side: there are no keys (--curve-cert, --curve-server-cert)");
    options.input.plain = options.curve_side == CurveSide::out;
    options.output.plain = options.curve_side == CurveSide::in;
    options.replay.plain = options.output.plain;
}

void check_numbers(const Options& options)
{
    if (options.numbers.number && !options.position)
        throw UsageError("--seq: only with --position");
}

void add_pattern_flags(CommandLine& cli, Options& options)
{
    cli.section("Forwarding")
        .add("pattern",
             choice(options.pattern, "NAME",
                    {{"pubsub", SocketPattern::pubsub}, {"pipeline", SocketPattern::pipeline}}),
             "pubsub (SUB to PUB) or pipeline (PULL to PUSH)")
        .add("filter", choice(options.filter, "WHAT", {{"all", Filter::all}, {"forward", Filter::forward}}),
             "receive all messages, or forward subscriptions to the publishers and receive what is "
             "subscribed to")
        .add("overflow",
             choice(options.overflow, "HOW", {{"drop", Overflow::drop}, {"block", Overflow::block}}, "drop"),
             "when the queue of a subscriber is full, drop messages for it, or block: wait, which passes the "
             "back-pressure on")
        .add("stamp", flag(options.stamp),
             "append two frames, the time and the message's number in its topic (both u64be)")
        .add("position", flag(options.position),
             "append a frame with the message's place in the stream, unless it has one");
    add_own_number_flags(cli, options.numbers);
    cli.add("max-delay", milliseconds(options.max_delay),
            "gather messages that arrive in quick succession for up to TIME (a number alone means "
            "milliseconds)")
        .add("memory-limit", bytes(options.memory_limit, {MemoryBudget::least, std::size_t{1} << 46U}),
             "memory for what is queued for subscribers over TCP without CURVE, and their subscriptions")
        .add("io-threads", number(options.io_threads, "N", {1, 64}), "number of I/O threads of ZeroMQ");
    cli.section("Repair")
        .add("keep", keep(options.keep),
             "keep the last messages that have a number, and send them again on request: SIZE messages, or "
             "bytes where it has a unit, as in 64MiB")
        .add("replay-bind", endpoint(options.replay.endpoints, Endpoint::Side::bind),
             "bind to the ZeroMQ endpoint EP, where kept messages are asked for");
    add_repair_flags(cli, options.input);
    cli.section("Watching")
        .add("stats", flag(options.stats),
             "write messages, bytes, rates, peers and subscriptions to stderr every second")
        .add("metrics", listen_address(options.metrics),
             "serve /metrics for Prometheus and /healthz on HOST:PORT, or on PORT of 127.0.0.1");
}

} // namespace

int Options::quarter_queue() const
{
    constexpr int most = 250;
    return output.hwm == 0 ? most : std::min(output.hwm / 4, most);
}

SocketTypes socket_types(const Options& options)
{
    using enum zmq::socket_type;
    if (options.pattern == SocketPattern::pipeline)
        return {pull, push};
    if (options.filter == Filter::forward)
        return {xsub, xpub};
    return {sub, xpub};
}

CommandLine command_line(Options& options)
{
    CommandLine cli("zrelay", "Forwards messages from an incoming socket to an outgoing one.");
    add_pattern_flags(cli, options);
    cli.section("Sockets");
    add_endpoint_flags(cli, options.input, {Endpoint::Side::bind, "tcp://127.0.0.1:5000"}, "in-");
    add_endpoint_flags(cli, options.output, {Endpoint::Side::bind, "tcp://127.0.0.1:5001"}, "out-");
    add_topic_flag(cli, options.input);
    add_hwm_flag(cli, options.input);
    add_max_message_flag(cli, options.input, &options.memory_limit);
    cli.add("curve-side",
            choice(options.curve_side, "SIDE",
                   {{"both", CurveSide::both}, {"in", CurveSide::in}, {"out", CurveSide::out}}, "both"),
            "the side that is encrypted; the other stays unencrypted")
        .check([&options] { choose_encrypted_side(options); });
    add_zmtp_flag(cli, {&options.input, &options.output, &options.replay});
    add_curve_flags(cli, {&options.input, &options.output, &options.replay});
    cli.operand_hint("which side is it? --in-connect, --in-bind, --out-connect or --out-bind")
        .check([&options] {
            check(options);
            check_numbers(options);
            check_keep(options);
            options.output.hwm = options.input.hwm;
            options.output.wait_for_room = options.overflow == Overflow::block;
        });
    return cli;
}

} // namespace zws::relay
