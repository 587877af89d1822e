// SPDX-License-Identifier: MIT
#include "tools/zpeek/options.hpp"

#include "libcommon/json/pointer.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/zmq/receiving_type.hpp"
#include "libcommon/zmq/socket_flags.hpp"

namespace zws::peek {

namespace {

/// An operand that begins with '/' is a field, not an endpoint.
Operand field(std::vector<std::string>& target)
{
    Value value = texts(target, "/FIELD");
    value.set = [set = value.set](std::string_view text) {
        static_cast<void>(Pointer(text)); // throws where the text is none
        set(text);
    };
    return {value, "", [](std::string_view text) { return text.starts_with('/'); }, {}};
}

void check(const Options& options)
{
    if (options.json + options.top + options.plot > 1)
        throw UsageError("--json, --top and --plot: only one of them can say what is shown");
    if (!options.fields.empty() && !options.plot)
        throw UsageError("unexpected operand '" + options.fields.front() + "': a field is for --plot");
    if (!options.decode.chain.empty() && !options.top && !options.plot)
        throw UsageError("--decode: only for --top and --plot; the report finds out by itself");
    if (options.type != zmq::socket_type::sub && !options.input.topics.empty())
        throw UsageError("--topic: only a SUB socket has topics");
}

} // namespace

CommandLine command_line(Options& options)
{
    CommandLine cli("zpeek", "Tells what flows at an endpoint.");
    cli.section("Output")
        .add("for", seconds(options.duration), "look for TIME")
        .add("json", flag(options.json), "print one object of JSON, for scripts")
        .add("top", flag(options.top), "show a live table of topics")
        .add("plot", flag(options.plot), "plot in the terminal");
    add_decode_flags(cli, options.decode);
    cli.section("Sockets");
    add_receiver_flags(cli, options.input);
    add_type_flag(cli, options.type);
    cli.operand(field(options.fields));
    cli.check([&options] { check(options); });
    return cli;
}

} // namespace zws::peek
