// SPDX-License-Identifier: MIT
#include "tools/zrec/options.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/zmq/repair_flags.hpp"
#include "libcommon/zmq/socket_flags.hpp"

#include <limits>

namespace zws::rec {

namespace {

constexpr std::int64_t most = std::int64_t{1} << 60U;

Value on(Options& options)
{
    const auto set = [&options](std::string_view text) {
        if (text == "SIGUSR1")
            options.on_signal = true;
        else
            options.conditions.emplace_back(text);
    };
    return {set, "WHAT", "", {}, true};
}

Value files(std::vector<std::string>& target)
{
    Value value = texts(target, "FILE");
    value.names_file = true;
    return value;
}

void check_keep(const Options& options)
{
    const bool rotates = options.rotate_size != 0 || options.rotate_age;
    if (options.keep.limited() && !rotates && !options.last)
        throw UsageError(
            "--keep-size and --keep-age: only with --rotate-size or --rotate-age, as the file that is being "
            "written is never deleted");
    if (options.keep.bytes != 0 && options.keep.bytes < options.rotate_size)
        throw UsageError("--keep-size: less than --rotate-size, which a single file may have");
}

void check_flight(const Options& options)
{
    const bool triggered = options.on_signal || !options.conditions.empty();
    if (options.last && !triggered)
        throw UsageError("--last: --on says when it is written (SIGUSR1, or a condition)");
    if (triggered && !options.last)
        throw UsageError("--on: only with --last, which says how much is written");
    if (options.last && (options.rotate_size != 0 || options.rotate_age))
        throw UsageError("--rotate-size and --rotate-age: not with --last, where each --on makes a file");
}

/// Throws UsageError unless the files that are named are there for --info.
void check_info(const InfoOptions& info)
{
    if (info.wanted && info.files.empty())
        throw UsageError("--info: which FILE?");
    if (!info.wanted && !info.files.empty())
        throw UsageError("unexpected operand '" + info.files.front() +
                         "': zrec --info tells what is in a file");
    if (!info.wanted && (info.json || info.check))
        throw UsageError(std::string(info.json ? "--json" : "--check") + ": only with --info");
}

void check(const Options& options)
{
    check_info(options.info);
    if (options.info.wanted)
        return;
    if (options.folder.empty())
        throw UsageError("--dir: missing: where is it to be recorded?");
    check_keep(options);
    check_flight(options);
}

} // namespace

CommandLine command_line(Options& options)
{
    CommandLine cli("zrec", "Records a stream into MCAP files.");
    cli.section("Files")
        .add("dir", folder(options.folder), "record into files in the folder DIR, which is there already")
        .add("rotate-size", bytes<std::int64_t>(options.rotate_size, {0, most}),
             "begin a new file before one is larger than BYTES, 0 for no limit")
        .add("rotate-age", seconds(options.rotate_age), "begin a new file before one spans more than TIME")
        .add("keep-size", bytes<std::int64_t>(options.keep.bytes, {0, most}),
             "delete the oldest files of zrec in DIR while all have more than BYTES, 0 for no limit")
        .add("keep-age", seconds(options.keep.age),
             "delete files of zrec in DIR that ended more than TIME ago")
        .add("flush", seconds(options.flush, {0.01, 3600}), "write a message to the file after TIME at most")
        .add("compression",
             choice(options.compression, "HOW",
                    {{"zstd", mcap::Compression::zstd}, {"none", mcap::Compression::none}}),
             "compress chunks with zstd, or not at all: none")
        .add("memory", bytes<std::size_t>(options.memory, {std::size_t{1} << 20U, std::size_t{1} << 50U}),
             "memory for messages that are in no file: those of --last, or those that wait for the disk");
    cli.section("Flight recorder")
        .add("last", seconds(options.last),
             "write nothing, and keep the last TIME in memory until --on says so")
        .add("on", on(options),
             "what makes a file of them: SIGUSR1, or a value that becomes so, as in '/json/pointer > 3.5'; "
             "also >=, <, <=, ==, != and \"text\"")
        .add("after", seconds(options.after, {0, 86'400}), "with --last: go on with a file for TIME");
    cli.section("Recordings")
        .add("info", flag(options.info.wanted),
             "record nothing, but print what is in the files FILE, and exit")
        .add("check", flag(options.info.check),
             "with --info: read all of the files, and print what is damaged")
        .add("json", flag(options.info.json), "with --info: print a line of JSON for each file");
    cli.section("Sockets");
    add_receiver_flags(cli, options.input);
    add_repair_flags(cli, options.input);
    cli.operand({files(options.info.files), "", {}});
    cli.check([&options] { check(options); });
    return cli;
}

} // namespace zws::rec
