// SPDX-License-Identifier: MIT
#include "libcommon/cli/warnings.hpp"

#include "libcommon/cli/log.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support/captured.hpp"

#include <unistd.h>

using namespace std::chrono_literals;
using zws::Losses;
using zws::test::captured;

TEST_CASE("losses are told at once, then once a second, by their reason")
{
    zws::log::open("zws", zws::log::Level::normal); // whatever other tests left
    Losses losses;
    const Losses::Clock::time_point start{1000s};
    REQUIRE(losses.due() == Losses::Clock::time_point::max());
    losses.add("no room");
    REQUIRE(losses.due() <= start);
    REQUIRE(captured(STDERR_FILENO, [&] { losses.report(start); }) ==
            "zws: warning: lost 1 message: no room (1 in all)\n");
    losses.add("no room", 2);
    losses.add("too large");
    REQUIRE(captured(STDERR_FILENO, [&] { losses.report(start + 999ms); }).empty());
    REQUIRE(losses.due() == start + 1s);
    REQUIRE(captured(STDERR_FILENO, [&] { losses.report(start + 1s); }) ==
            "zws: warning: lost 2 messages: no room (4 in all)\n"
            "zws: warning: lost 1 message: too large (4 in all)\n");
    REQUIRE(losses.due() == Losses::Clock::time_point::max());
    losses.add("none", 0);
    REQUIRE(losses.total() == 4);
    REQUIRE(captured(STDERR_FILENO, [&] { losses.tell_total(); }) ==
            "zws: warning: lost 3 messages in all: no room\n"
            "zws: warning: lost 1 message in all: too large\n");
    REQUIRE(losses.due() == Losses::Clock::time_point::max());
}

TEST_CASE("of many losses with one reason the first example is told, cut")
{
    zws::log::open("zws", zws::log::Level::normal); // whatever other tests left
    Losses losses;
    const Losses::Clock::time_point start{1000s};
    losses.add("not decoded", 1, "zlib");
    REQUIRE(captured(STDERR_FILENO, [&] { losses.report(start); }) ==
            "zws: warning: lost 1 message: not decoded: zlib (1 in all)\n");
    for (char c = 'a'; c <= 'z'; ++c)
        losses.add("not decoded", 1, std::string(1000, c));
    const std::string cut = std::string(200, 'a') + "...";
    REQUIRE(captured(STDERR_FILENO, [&] { losses.report(start + 1s); }) ==
            "zws: warning: lost 26 messages: not decoded, the first: " + cut + " (27 in all)\n");
    REQUIRE(captured(STDERR_FILENO, [&] { losses.tell_total(); }) ==
            "zws: warning: lost 27 messages in all: not decoded, the first: zlib\n");
}

TEST_CASE("losses that go on are told less and less often, and soon again after a pause")
{
    zws::log::open("zws", zws::log::Level::normal); // whatever other tests left
    Losses losses(Losses::Count::at_least);
    Losses::Clock::time_point now{1000s};
    const auto pause_after_a_report = [&] {
        losses.add("no room");
        const auto told = captured(STDERR_FILENO, [&] { losses.report(now); });
        REQUIRE(told.find("warning: lost at least ") != std::string::npos);
        losses.add("no room");
        return losses.due() - now;
    };
    for (const auto pause : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
        REQUIRE(pause_after_a_report() == pause);
        now += pause;
    }
    now += 10min;
    REQUIRE(pause_after_a_report() == 1s);
}

TEST_CASE("without losses there is no total")
{
    zws::log::open("zws", zws::log::Level::normal); // whatever other tests left
    Losses losses;
    REQUIRE(captured(STDERR_FILENO, [&] { losses.tell_total(); }).empty());
}
