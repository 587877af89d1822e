// SPDX-License-Identifier: MIT
#include "libcommon/cli/terminal.hpp"

#include "tests/unit/catch.hpp"

using zws::fitted;

TEST_CASE("a line that fits is whole")
{
    CHECK(fitted("1 messages, 2 B", "0 lost", 23) == "1 messages, 2 B, 0 lost");
    CHECK(fitted("1 messages, 2 B", "", 15) == "1 messages, 2 B");
    CHECK(fitted("", "", 0).empty());
}

TEST_CASE("whole parts go, from the end, but for the one that is to be kept")
{
    CHECK(fitted("1 messages, 2 B, 3 B/s", "0 lost", 22) == "1 messages, 0 lost");
    CHECK(fitted("1 messages, 2 B, 3 B/s", "", 21) == "1 messages, 2 B");
}

TEST_CASE("no line is wider, even if parts have to be cut")
{
    CHECK(fitted("1 messages, 2 B", "0 lost", 17) == "1 messages, 0 los");
    CHECK(fitted("1 messages, 2 B", "0 lost", 3) == "1 m");
    CHECK(fitted("1 messages", "", 0).empty());
}

TEST_CASE("what is not a terminal shows no line")
{
    CHECK_FALSE(zws::StatusLine(-1).possible());
}
