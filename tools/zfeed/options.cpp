// SPDX-License-Identifier: MIT
#include "tools/zfeed/options.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/zmq/socket_flags.hpp"

#include <algorithm>

namespace zws::feed {

namespace {

Value topic(std::optional<std::string>& target)
{
    return {[&target](std::string_view given) { target = given; }, "TEXT", "", {}};
}

Value separator(std::optional<char>& target)
{
    const auto set = [&target](std::string_view given) {
        if (given == "auto") {
            target.reset();
            return;
        }
        if (given == "\\t")
            given = "\t";
        if (given.size() != 1 || given == "\"" || given == "\n" || given == "\r")
            throw std::invalid_argument("not one character (\\t is a tab)");
        target = given.front();
    };
    return {set, "C", "auto", {}};
}

/// A switch: lines end with a NUL byte.
Value null_end(char& target)
{
    const auto set = [&target](std::string_view text) {
        bool given = false;
        flag(given).set(text);
        if (given)
            target = '\0';
    };
    return {set, "", "", {}};
}

Value files(std::vector<std::string>& target)
{
    Value value = texts(target, "FILE");
    value.names_file = true;
    return value;
}

Value type(zmq::socket_type& target)
{
    using enum zmq::socket_type;
    return choice(target, "TYPE", {{"pub", xpub}, {"push", push}, {"req", req}, {"dealer", dealer}});
}

Value moment(std::optional<Moment>& target)
{
    return {[&target](std::string_view given) { target = parse_moment(given); }, "T", "", {}};
}

void check_pointer(const char* name, const std::string& pointer)
{
    if (!pointer.empty() && pointer.front() != '/')
        throw UsageError(std::string(name) + " '" + pointer + "': not a JSON pointer (/name or /name/0)");
    for (auto at = pointer.find('~'); at != std::string::npos; at = pointer.find('~', at + 1)) {
        if (at + 1 == pointer.size() || (pointer[at + 1] != '0' && pointer[at + 1] != '1'))
            throw UsageError(std::string(name) + " '" + pointer +
                             "': a '~' in a JSON pointer is ~0, a '/' ~1");
    }
}

void check_parse(const ParseOptions& parse, bool null)
{
    const bool columns = parse.format == Format::csv || parse.format == Format::numbers;
    const bool members = columns || parse.format == Format::json;
    if (!parse.topic_from.empty() && !members)
        throw UsageError("--topic-from: only for --format numbers, csv and json");
    if ((!parse.x.empty() || !parse.y.empty()) && !members)
        throw UsageError("--x, --y: only for --format numbers, csv and json");
    if (parse.topic && !parse.topic_from.empty())
        throw UsageError("--topic: --topic-from already says it");
    if (parse.topic && parse.format == Format::envelope)
        throw UsageError("--topic: an envelope has its own");
    if (!parse.x.empty() && parse.y.empty() && !columns)
        throw UsageError("--x: --y is missing");
    if (null && parse.format == Format::csv)
        throw UsageError("--null: a CSV line ends with a line break");
    if (parse.format == Format::json) {
        check_pointer("--topic-from", parse.topic_from);
        check_pointer("--x", parse.x);
        for (const auto& y : parse.y)
            check_pointer("--y", y);
    }
}

void check_recordings(const Options& options)
{
    if (std::find(options.files.begin(), options.files.end(), "-") != options.files.end())
        throw UsageError(
            "--format mcap: which FILE? A recording is read at any place of it, which standard input "
            "does not allow");
    if (options.line_end == '\0')
        throw UsageError("--null: a recording has no lines");
}

void check(const Options& options)
{
    check_parse(options.parse, options.line_end == '\0');
    const auto format = options.parse.format;
    if (options.pace && format != Format::envelope && format != Format::mcap)
        throw UsageError("--pace: only for --format envelope and mcap");
    if (format == Format::mcap)
        check_recordings(options);
    else if (options.since || options.until)
        throw UsageError("--since, --until: only for --format mcap");
    if (options.pace && options.rate)
        throw UsageError("--pace: --rate already says it");
    if (options.speed && !options.pace)
        throw UsageError("--speed: only with --pace");
    if (options.max_gap && !options.pace)
        throw UsageError("--max-gap: only with --pace");
}

void add_input_flags(CommandLine& cli, Options& options)
{
    ParseOptions& parse = options.parse;
    cli.section("Input")
        .add("format",
             choice(parse.format, "FORMAT",
                    {{"lines", Format::lines},
                     {"numbers", Format::numbers},
                     {"csv", Format::csv},
                     {"json", Format::json},
                     {"envelope", Format::envelope},
                     {"mcap", Format::mcap}}),
             "lines (each is a payload), numbers (columns between white space), csv, json (values as jq "
             "reads them), envelope (what zcat --format envelope writes), or mcap (recordings of zrec, and "
             "others)")
        .add("since", moment(options.since),
             "mcap: begin at T: +2m after the start, -30s before the end, 2024-01-02T03:04:05Z or Unix "
             "seconds")
        .add("until", moment(options.until), "mcap: end before T")
        .add("topic", topic(parse.topic),
             "send all messages under the topic TEXT; mcap: only those whose topic begins with TEXT")
        .add("topic-from", text(parse.topic_from, "WHERE"),
             "take the topic of each message from a column, by name or number, or from a JSON pointer")
        .add("x", text(parse.x, "WHERE"), "take the time, or any other x, from this column or JSON pointer")
        .add("y", texts(parse.y, "WHERE"), "send only the values of this column or JSON pointer")
        .add("header",
             choice(parse.header, "WHETHER",
                    {{"auto", Header::automatic}, {"yes", Header::yes}, {"no", Header::no}}),
             "csv: whether the first row names the columns; auto: if no field of it is a number or a time")
        .add("separator", separator(parse.separator),
             "csv: what is between fields; \\t is a tab; auto: as the first line shows")
        .add("null,0", null_end(options.line_end), "lines end with a NUL byte")
        .add("strict", flag(options.strict),
             "exit at the first line that cannot be sent, or the first damage of a recording");
}

void add_pace_flags(CommandLine& cli, Options& options)
{
    cli.section("Schedule")
        .add("rate", number(options.rate, "N", {1e-6, 1e9}), "send N messages per second")
        .add("pace", flag(options.pace), "envelope, mcap: send at the pace of the recording")
        .add("speed", number(options.speed, "F", {1e-9, 1e9}), "with --pace: F times as fast")
        .add("max-gap", seconds(options.max_gap),
             "with --pace: shorten longer waits between messages to this; without this option 1 h")
        .add("loop", flag(options.loop), "start again at the end of the input, which must be files")
        .add("wait-peers", number(options.wait_peers, "N", {0, 1'000'000}),
             "begin when N peers are there; without this option wait a second at most for a subscriber")
        .add("linger", seconds(options.linger),
             "how long to keep sending queued messages at the end; without this option 10 s");
}

} // namespace

CommandLine command_line(Options& options)
{
    CommandLine cli("zfeed", "Turns lines of files, or of standard input, and recordings into messages.");
    add_input_flags(cli, options);
    add_pace_flags(cli, options);
    cli.section("Sockets");
    add_endpoint_flags(cli, options.output, {Endpoint::Side::connect, "tcp://127.0.0.1:5000"});
    cli.add("type", type(options.type),
            "pub, or push, dealer, req, which wait for a peer; the replies to req are written to standard "
            "output");
    add_hwm_flag(cli, options.output);
    add_zmtp_flag(cli, {&options.output});
    add_curve_flags(cli, {&options.output});
    cli.operand({files(options.files), "", {}});
    cli.check([&options] {
        if (options.files.empty())
            options.files.emplace_back("-");
        check(options);
        options.output.wait_for_room = true;
    });
    return cli;
}

} // namespace zws::feed
