// SPDX-License-Identifier: MIT
#include "libcommon/text/time_text.hpp"

#include "tests/unit/catch.hpp"

using namespace zws;

TEST_CASE("dates and times of day are told apart")
{
    CHECK(is_date("02.01.2024"));
    CHECK_FALSE(is_date("2024-01-02T03:04"));
    CHECK_FALSE(is_date("1.5"));
    CHECK(zws::is_time_of_day("03:04"));
    CHECK(zws::is_time_of_day("3:04:05.678"));
    CHECK_FALSE(zws::is_time_of_day("0304"));
    CHECK_FALSE(zws::is_time_of_day("03:04Z"));
    CHECK_FALSE(zws::is_time_of_day(""));
}
