// SPDX-License-Identifier: MIT
#include "tools/zcat/options.hpp"

#include "libcommon/codec/decode_flags.hpp"
#include "libcommon/error.hpp"
#include "libcommon/socket_flags.hpp"
#include "tools/zcat/escape.hpp"

namespace zws::cat {

namespace {

Value format(Options& options)
{
    const auto set = [&options](std::string_view text) {
        static_cast<void>(make_formatter(text, {})); // throws where the text is no format
        options.format = text;
    };
    return {set, "FORMAT", options.format, format_names()};
}

Value delimiter(std::string& target)
{
    return {[&target](std::string_view text) { target = unescaped(text); }, "TEXT", "\\n", {}};
}

/// A switch that is short for --delimiter '\0'.
Value null_delimiter(std::string& target)
{
    const auto set = [&target](std::string_view text) {
        bool given = false;
        flag(given).set(text);
        if (given)
            target.assign(1, '\0');
    };
    return {set, "", "", {}};
}

void add_format_flags(CommandLine& cli, Options& options)
{
    cli.section("Output")
        .add("format", format(options),
             "text, raw, json, hex, envelope, or a template: %T receive time, %n number, %t topic, %p "
             "payload, "
             "%s its size, %f frame count, %%, \\n, \\t, \\0, \\\\")
        .add("delimiter", delimiter(options.form.delimiter),
             "what ends a message in text, raw and json; \\n, \\t, \\0 and \\\\ are understood")
        .add("null,0", null_delimiter(options.form.delimiter), "end messages with a NUL byte")
        .add("pretty", flag(options.form.pretty), "json: indent, for people");
    add_decode_flags(cli, options.decode);
    cli.add("stats", flag(options.stats),
            "write messages, bytes, rates and inter-arrival times to stderr every second");
}

void check(const Options& options)
{
    if (options.form.pretty && options.format != "json")
        throw UsageError("--pretty: only for --format json");
    const bool shows_bytes =
        options.format == "raw" || options.format == "hex" || options.format == "envelope";
    if (!options.decode.chain.empty() && shows_bytes)
        throw UsageError("--decode: --format " + options.format + " shows what came as it is");
}

} // namespace

CommandLine command_line(Options& options)
{
    CommandLine cli("zcat", "Taps a stream and prints it.");
    add_format_flags(cli, options);
    cli.section("Limits")
        .add("count,n", number(options.count, "N", {1}), "end after N messages")
        .add("timeout", seconds(options.timeout), "end after SEC seconds")
        .add("idle", seconds(options.idle), "end when no message has come for SEC seconds");
    cli.section("Sockets");
    add_endpoint_flags(cli, options.input, {Endpoint::Side::connect, "tcp://127.0.0.1:5001"});
    add_topic_flag(cli, options.input);
    add_hwm_flag(cli, options.input);
    cli.operand_hint("this zcat reads ZeroMQ streams; gzip's zcat is the one in /bin");
    cli.check([&options] { check(options); });
    return cli;
}

} // namespace zws::cat
