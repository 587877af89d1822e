// SPDX-License-Identifier: MIT
#include "tools/zcat/options.hpp"

#include "libcommon/codec/decoder.hpp"
#include "libcommon/json/pointer.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/zmq/receiving_type.hpp"
#include "libcommon/zmq/repair_flags.hpp"
#include "libcommon/zmq/socket_flags.hpp"
#include "tools/zcat/escape.hpp"
#include "tools/zcat/pattern.hpp"
#include "tools/zcat/selection.hpp"

#include <algorithm>

namespace zws::cat {

namespace {

Value format(Options& options)
{
    const auto set = [&options](std::string_view text) {
        static_cast<void>(make_formatter(text, {})); // throws where the text is not a format
        options.format = text;
        options.format_given = true;
    };
    return {set, "FORMAT", options.format, format_names()};
}

Value delimiter(Options& options)
{
    const auto set = [&options](std::string_view text) {
        options.form.delimiter = unescaped(text);
        options.delimiter_given = true;
    };
    return {set, "TEXT", "\\n", {}};
}

Value fields(std::vector<std::string>& target)
{
    Value value = texts(target, "POINTER");
    value.set = [set = value.set](std::string_view text) {
        static_cast<void>(Pointer(text)); // throws where the text is none
        set(text);
    };
    return value;
}

Value pattern(std::optional<std::string>& target)
{
    const auto set = [&target](std::string_view text) {
        static_cast<void>(Pattern(text)); // throws where the text is none
        target = text;
    };
    return {set, "RE", "", {}};
}

Value reply(Options& options)
{
    const auto set = [&options](std::string_view text) {
        options.reply = text;
        options.reply_given = true;
    };
    return {set, "TEXT", "", {}};
}

/// 'auto' is looked up when all options are known.
Value sequence(Options& options, bool& automatic)
{
    const auto set = [&options, &automatic](std::string_view text) {
        automatic = text == "auto";
        options.sequence.reset();
        if (!automatic)
            options.sequence = parse_sequence_spec(text);
    };
    return {set, "SPEC", "", {}};
}

Value on_idle(Options& options)
{
    Value value = choice(options.on_idle, "HOW", {{"exit", OnIdle::exit}, {"reconnect", OnIdle::reconnect}});
    value.set = [&options, set = value.set](std::string_view text) {
        set(text);
        options.on_idle_given = true;
    };
    return value;
}

void add_format_flags(CommandLine& cli, Options& options)
{
    cli.section("Output")
        .add("format", format(options),
             "text, raw, json, jsonl, hex, envelope, or a template: %T receive time, %{FORM}T and %{FORM}U "
             "the same in a form of strftime, local or UTC, %n number, %t topic, %p payload, %s its size, %f "
             "frame count, %%, \\n, \\t, \\0, \\\\")
        .add("field", fields(options.fields),
             "print only the value that a JSON pointer names, as in /y; several with tabs between them")
        .add("delimiter", delimiter(options),
             "end of a message in text, raw, json and --field; \\n, \\t, \\0 and \\\\ are recognised")
        .add("null,0", flag(options.null), "end messages with a NUL byte")
        .add("pretty", flag(options.form.pretty), "json: indent, for reading");
    add_decode_flags(cli, options.decode);
    cli.add(
        "seq", sequence(options, options.sequence_from_profile),
        "count lost messages of each topic by a sequence number: json:/POINTER in the payload, last:TYPE or "
        "FRAME:TYPE in a frame (counted from 0), as in json:/seq, last:u32le, 1:u64be; stamp: what zrelay "
        "--stamp appends; position: what zrelay --position appends; or auto: where the profile of --decode "
        "has it");
    cli.add("stats", flag(options.stats),
            "write messages, bytes, rates and inter-arrival times to stderr every second");
}

void check_sequence(Options& options)
{
    if (!options.sequence_from_profile)
        return;
    const auto spec = sequence_of(options.decode);
    if (spec.empty())
        throw UsageError("--seq auto: only with a profile of --decode that has sequence numbers (--seq stamp "
                         "is for zrelay --stamp)");
    options.sequence = parse_sequence_spec(spec);
}

/// Positions count what is left out, too.
void check_positions(const Options& options)
{
    const bool by_position = options.sequence && options.sequence->where == SequenceSpec::Where::position;
    const auto& topics = options.input.topics;
    const bool has_all = topics.empty() || std::ranges::find(topics, "") != topics.end();
    if (by_position && !(has_all && options.excluded.empty()))
        throw UsageError(
            "--seq position: counts the messages of all topics, so that --topic and --exclude would "
            "look like losses");
}

void check_socket(const Options& options)
{
    if (options.type != zmq::socket_type::sub && !options.input.topics.empty())
        throw UsageError("--topic: only a SUB socket has topics");
    if (options.reply_given && options.type != zmq::socket_type::rep)
        throw UsageError("--reply: only with --type rep");
    if (options.on_idle_given && !options.idle)
        throw UsageError("--on-idle: only with --idle");
    const auto& endpoints = options.input.endpoints;
    const bool connects = std::any_of(endpoints.begin(), endpoints.end(),
                                      [](const Endpoint& e) { return e.side == Endpoint::Side::connect; });
    if (options.on_idle == OnIdle::reconnect && !connects)
        throw UsageError("--on-idle reconnect: there is nothing to connect to");
}

/// -0 is short for --delimiter '\0'.
void check_delimiter(Options& options)
{
    if (options.null && options.delimiter_given)
        throw UsageError("--null and --delimiter: only one of them can end a message");
    const bool ends = !options.fields.empty() || options.format == "text" || options.format == "raw" ||
                      options.format == "json";
    if ((options.null || options.delimiter_given) && !ends)
        throw UsageError(std::string(options.null ? "--null" : "--delimiter") +
                         ": only for --field and --format text, raw and json");
    if (options.null)
        options.form.delimiter.assign(1, '\0');
}

void check_selection(const Options& options)
{
    const auto leaves_out = [&options](std::string_view topic) {
        return Selection(options.excluded, 1).excludes(topic);
    };
    const auto& topics = options.input.topics;
    if (topics.empty() ? leaves_out("") : std::all_of(topics.begin(), topics.end(), leaves_out))
        throw UsageError("--exclude: nothing of what --topic takes would be left");
}

void check_fields(const Options& options)
{
    if (!options.fields.empty() && options.format_given)
        throw UsageError("--field and --format: only one of them can say what is printed");
    if (!options.fields.empty() && options.form.pretty)
        throw UsageError("--pretty: only for --format json");
}

void check(Options& options)
{
    check_selection(options);
    check_fields(options);
    check_sequence(options);
    check_positions(options);
    check_socket(options);
    check_delimiter(options);
    if (options.form.pretty && options.format != "json")
        throw UsageError("--pretty: only for --format json");
    const bool shows_bytes =
        options.format == "raw" || options.format == "hex" || options.format == "envelope";
    if (!options.decode.chain.empty() && shows_bytes)
        throw UsageError("--decode: --format " + options.format + " shows messages undecoded");
}

} // namespace

CommandLine command_line(Options& options)
{
    CommandLine cli("zcat", "Taps a stream and prints it.");
    add_format_flags(cli, options);
    cli.section("Selection")
        .add("exclude", texts(options.excluded, "PREFIX"),
             "leave out messages whose first frame starts with PREFIX")
        .add("every", number(options.every, "N", {1}), "print one message in N of each topic");
    cli.section("Limits")
        .add("count,n", number(options.count, "N", {1}), "exit after N messages")
        .add("until", pattern(options.until),
             "exit after the first message whose payload matches the regular expression RE")
        .add("timeout", seconds(options.timeout), "exit after TIME")
        .add("idle", seconds(options.idle), "exit when no message has arrived for TIME")
        .add("on-idle", on_idle(options), "with --idle: exit, or reconnect and continue");
    cli.section("Sockets");
    add_receiver_flags(cli, options.input);
    add_repair_flags(cli, options.input);
    add_type_flag(cli, options.type);
    cli.add("reply", reply(options),
            "with --type rep: what each request is answered with; without it an empty frame")
        .add("monitor", flag(options.input.tells_events),
             "write connects, disconnects, and failed handshakes with their reasons, to stderr");
    cli.operand_hint("this zcat reads ZeroMQ streams; gzip's zcat is the one in /bin");
    cli.check([&options] { check(options); });
    return cli;
}

} // namespace zws::cat
