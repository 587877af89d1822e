// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zrelay/stamp.hpp"

using zws::relay::Stamps;

TEST_CASE("messages are numbered from 0, each topic by itself")
{
    Stamps stamps;
    REQUIRE(stamps.next("a") == 0);
    REQUIRE(stamps.next("a") == 1);
    REQUIRE(stamps.next("") == 0);
    REQUIRE(stamps.next("a") == 2);
}

TEST_CASE("too many topics begin again")
{
    Stamps stamps;
    for (int i = 0; i < 100'001; ++i)
        REQUIRE(stamps.next(std::to_string(i)) == 0);
    REQUIRE(stamps.next("0") == 0);
}

TEST_CASE("a frame is the number in big-endian order")
{
    REQUIRE(Stamps::frame(0x0102030405060708) == Stamps::Frame{1, 2, 3, 4, 5, 6, 7, 8});
}
