// SPDX-License-Identifier: MIT
#include "libcommon/log.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support/captured.hpp"
#include "tools/zcat/gaps.hpp"

#include <unistd.h>

using namespace std::chrono_literals;
using zws::cat::compare;
using zws::cat::Gaps;
using zws::cat::Progress;
using Step = Progress::Kind;

namespace {

std::string said(const std::function<void()>& body)
{
    return zws::test::captured(STDERR_FILENO, body);
}

} // namespace

TEST_CASE("numbers that follow each other, and those that do not")
{
    CHECK(compare(1, 2, 32) == Progress{Step::next});
    CHECK(compare(1, 5, 32) == Progress{Step::gap, 3});
    CHECK(compare(1, 1, 32) == Progress{Step::repeated});
    CHECK(compare(500, 0, 32) == Progress{Step::restarted});
    CHECK(compare(500, 499, 32) == Progress{Step::restarted});
    CHECK(compare(0, 0xfffffffe, 32) == Progress{Step::gap, 0xfffffffd});
}

TEST_CASE("a step over the end of the numbers is told from a publisher that begins again")
{
    CHECK(compare(255, 0, 8) == Progress{Step::next});
    CHECK(compare(253, 1, 8) == Progress{Step::gap, 3});
    CHECK(compare(200, 0, 8) == Progress{Step::restarted});
    CHECK(compare(0xffffffff, 0, 32) == Progress{Step::next});
    CHECK(compare(0xfffffff0, 5, 32) == Progress{Step::gap, 20});
    CHECK(compare(3'000'000'000, 0, 32) == Progress{Step::restarted});
    CHECK(compare(~0ULL, 0, 64) == Progress{Step::next});
    CHECK(compare(~0ULL - 1, 1, 64) == Progress{Step::gap, 2});
    CHECK(compare(1ULL << 63U, 0, 64) == Progress{Step::restarted});
}

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
    gaps.add(std::string(Gaps::longest_topic + 1, 'x'), 1);
    gaps.add(std::string(Gaps::longest_topic + 1, 'x'), 9);
    for (std::size_t i = 0; i < Gaps::most_topics + 10; ++i)
        gaps.add(std::to_string(i), 1);
    gaps.add("0", 3);
    gaps.add(std::to_string(Gaps::most_topics + 5), 3);
    CHECK(gaps.lost() == 1);
}
