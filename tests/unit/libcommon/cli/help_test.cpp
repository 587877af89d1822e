// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tests/unit/support/demo_tool.hpp"

#include <sstream>

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;
using zws::test::DemoTool;

TEST_CASE("help says how the tool is called and what it does")
{
    REQUIRE_THAT(DemoTool().cli().help(),
                 StartsWith("Usage: demo [OPTION]... [EP]...\nShows what options do.\n\n"));
}

TEST_CASE("help shows names, metavars, defaults and what can be repeated")
{
    const auto help = DemoTool().cli().help();
    REQUIRE_THAT(help, ContainsSubstring("\n  -r, --rate HZ             samples a second (default: 10)\n"));
    REQUIRE_THAT(help, ContainsSubstring("\n  -n, --count N             end after N\n"));
    REQUIRE_THAT(help,
                 ContainsSubstring("\n      --title TEXT          what stands above (default: plain)\n"));
    REQUIRE_THAT(help, ContainsSubstring("\n      --colour COLOUR       red or green (default: red)\n"));
    REQUIRE_THAT(help, ContainsSubstring("connect to the ZeroMQ endpoint EP (repeatable)\n"));
    REQUIRE_THAT(help, ContainsSubstring("(default: tcp://127.0.0.1:5000)\n"));
}

TEST_CASE("each section stands once, in order, the general one last")
{
    const auto help = DemoTool().cli().help();
    const auto things = help.find("\n\nThings:\n");
    const auto sockets = help.find("\n\nSockets:\n");
    const auto general = help.find("\n\nGeneral:\n");
    REQUIRE(things < sockets);
    REQUIRE(sockets < general);
    REQUIRE(general != std::string::npos);
    REQUIRE(help.rfind("Things:") == things + 2);
    REQUIRE(help.find("--help") > general);
}

TEST_CASE("help fits into 80 columns, its words unbroken")
{
    zws::test::DemoTool demo;
    auto cli = demo.cli();
    std::string title;
    cli.section("Long").add("a-name-that-leaves-no-room-beside-it", zws::text(title, "TEXT"),
                            "some words, so many that they need more than one line to stand in, and more");
    std::istringstream lines(cli.help());
    for (std::string line; std::getline(lines, line);) {
        CAPTURE(line);
        REQUIRE(line.size() <= 80);
        REQUIRE_FALSE(line.ends_with(' '));
    }
    REQUIRE_THAT(cli.help(), ContainsSubstring("--a-name-that-leaves-no-room-beside-it TEXT\n" +
                                               std::string(28, ' ') + "some words,"));
}
