// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/zmq/socket_flags.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zws::test {

enum class Colour { red, green };

/// A tool with an option of each kind.
struct DemoTool {
    double rate = 10;
    std::optional<std::uint64_t> count;
    std::optional<std::chrono::nanoseconds> duration;
    std::string title = "plain";
    std::vector<std::string> names;
    Colour colour = Colour::red;
    bool loud = false;
    std::chrono::milliseconds wait{20};
    std::int64_t room = 65536;
    std::string place;
    std::string steps;
    SocketOptions socket;

    CommandLine cli()
    {
        CommandLine cli("demo", "Shows what options do.");
        cli.section("Things")
            .add("rate,r", number(rate, "HZ", {0.5, 100}), "samples a second")
            .add("count,n", number(count, "N", {1}), "end after N")
            .add("duration", seconds(duration), "end after TIME")
            .add("title", text(title, "TEXT"), "what stands above")
            .add("name", texts(names, "NAME"), "one of the names, of which there may be as many as one likes")
            .add("colour", choice(colour, "COLOUR", {{"red", Colour::red}, {"green", Colour::green}}),
                 "red or green")
            .add("loud,l", flag(loud), "it's loud")
            .add("wait", milliseconds(wait), "how long to wait")
            .add("room", zws::bytes<std::int64_t>(room, {1024, 1 << 30U}), "how much fits")
            .add("place", folder(place), "where things are")
            .add("steps", list_of_steps(), "what is done")
            .section("Sockets");
        add_endpoint_flags(cli, socket, {Endpoint::Side::connect, "tcp://127.0.0.1:5000"});
        add_hwm_flag(cli, socket);
        add_topic_flag(cli, socket);
        return cli;
    }

    Value list_of_steps()
    {
        Value value = text(steps, "CHAIN");
        value.choices = {"cut", "paint"};
        value.is_list = true;
        return value;
    }

    /// Parses `args` as a command line after the tool's name.
    CommandLine::Action parse(std::vector<const char*> args)
    {
        args.insert(args.begin(), "demo");
        return cli().parse(static_cast<int>(args.size()), args.data());
    }
};

} // namespace zws::test
