// SPDX-License-Identifier: MIT
#include "libcommon/cli/log.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support/captured.hpp"
#include "tools/zcat/gaps.hpp"

#include <unistd.h>

using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;
using zws::cat::Gaps;

namespace {

std::string said(const std::function<void()>& body)
{
    return zws::test::captured(STDERR_FILENO, body);
}

} // namespace

TEST_CASE("each topic is counted by itself")
{
    zws::log::open("zcat", zws::log::Level::normal);
    Gaps gaps(32);
    const auto start = Gaps::Clock::now();
    gaps.add("a", 10);
    gaps.add("b", 500);
    gaps.add("a", 11);
    CHECK(gaps.due() == Gaps::Clock::time_point::max());
    gaps.add("b", 503);
    CHECK(gaps.lost() == 2);
    CHECK(said([&] { gaps.report(start); }) ==
          "zcat: warning: lost 2 messages of topic 'b' between 500 and 503\n");
    gaps.add("a", 13);
    gaps.add("a", 0);
    gaps.add("\n", std::nullopt);
    CHECK(gaps.due() == start + 1s);
    CHECK(said([&] { gaps.report(start + 999ms); }).empty());
    CHECK(said([&] { gaps.report(start + 1s); }) ==
          "zcat: warning: lost 1 message of topic 'a' between 11 and 13, and 2 events more\n");
    CHECK(said([&] { gaps.report_total(); }) ==
          "zcat: sequence: 6 messages, 3 lost in 2 gaps, 1 restart, 0 repeated, 1 without a number\n");
}

TEST_CASE("memory does not grow with the number of topics, or their length, for ever")
{
    Gaps gaps(32);
    gaps.add(std::string(Gaps::longest_run + 1, 'x'), 1);
    gaps.add(std::string(Gaps::longest_run + 1, 'x'), 9);
    for (std::size_t i = 0; i < Gaps::most_runs + 10; ++i)
        gaps.add(std::to_string(i), 1);
    gaps.add("0", 3);
    gaps.add(std::to_string(Gaps::most_runs + 5), 3);
    CHECK(gaps.lost() == 1);
    CHECK_THAT(said([&] { gaps.report_total(); }),
               ContainsSubstring(
                   " and of others are not counted: it is one of more than 100000 topics, or too long") &&
                   ContainsSubstring(", 13 not counted\n"));
}

TEST_CASE("a publisher that was restarted is told from numbers that only go back")
{
    Gaps gaps(32);
    gaps.add("t", 500);
    gaps.add("t", 0);
    CHECK(said([&] { gaps.report(Gaps::Clock::now()); }) ==
          "zcat: warning: the numbers of topic 't' go back: 0 after 500 (a publisher was restarted, or there "
          "are several)\n");
    CHECK(gaps.lost() == 0);
}

TEST_CASE("two publishers whose numbers interleave lose nothing, whichever comes first")
{
    Gaps gaps(64);
    for (std::uint64_t i = 0; i < 10; ++i) {
        gaps.add("high first", 5000 + i);
        gaps.add("high first", i);
        gaps.add("low first", i);
        gaps.add("low first", 5000 + i);
    }
    CHECK(gaps.lost() == 0);
    CHECK(said([&] { gaps.report_total(); })
              .ends_with("zcat: sequence: 40 messages, 0 lost in 0 gaps, 0 restarts, 0 repeated, 0 without a "
                         "number\n"));
}

TEST_CASE("what was told as lost is taken back where it was not")
{
    Gaps gaps(64);
    gaps.add("t", 10);
    gaps.add("t", 5000);
    CHECK(gaps.lost() == 4989);
    const auto start = Gaps::Clock::now();
    said([&] { gaps.report(start); });
    gaps.add("t", 11);
    CHECK(gaps.lost() == 0);
    CHECK(said([&] { gaps.report(start + 1s); }) ==
          "zcat: warning: the numbers of topic 't' are of several publishers: each is counted by itself, and "
          "4989 messages counted as lost before were not\n");
    gaps.add("t", 5003);
    gaps.add("t", 12);
    CHECK(gaps.lost() == 2);
}
