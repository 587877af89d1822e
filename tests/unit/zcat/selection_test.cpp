// SPDX-License-Identifier: MIT
#include "tools/zcat/selection.hpp"

#include "tests/unit/catch.hpp"

using zws::cat::Selection;

TEST_CASE("what starts with one of the prefixes is left out")
{
    const Selection selection({"cpu", "heart"}, 1);
    CHECK(selection.excludes("cpu.load"));
    CHECK(selection.excludes("heart"));
    CHECK_FALSE(selection.excludes("cp"));
    CHECK_FALSE(selection.excludes(""));
    CHECK(Selection({""}, 1).excludes("anything"));
    CHECK_FALSE(Selection({}, 1).excludes(""));
}

TEST_CASE("one message in N of each topic is taken, the first of them first")
{
    Selection selection({}, 3);
    std::string taken;
    for (int i = 0; i < 7; ++i) {
        taken += selection.takes("a") ? 'a' : '.';
        taken += selection.takes("") ? '-' : '.';
    }
    CHECK(taken == "a-....a-....a-");
    Selection all({}, 1);
    CHECK(all.takes("a"));
    CHECK(all.takes("a"));
}

TEST_CASE("topics without end take no memory without end")
{
    Selection selection({}, 2);
    for (std::size_t i = 0; i < Selection::most_topics; ++i)
        REQUIRE(selection.takes(std::to_string(i)));
    CHECK(selection.takes("one more"));
    CHECK_FALSE(selection.takes("and one more")); // counted together
    CHECK_FALSE(selection.takes("0"));
    CHECK(selection.takes(std::string(Selection::longest_topic + 1, 'x')));
}
