// SPDX-License-Identifier: MIT
#include "libcommon/text/utc_time.hpp"

#include "tests/unit/catch.hpp"

#include <limits>

TEST_CASE("a time has as many decimals as it needs, three by three")
{
    CHECK(zws::utc_time(1'763'870'400'000'000'000) == "2025-11-23T04:00:00Z");
    CHECK(zws::utc_time(1'763'870'400'120'000'000) == "2025-11-23T04:00:00.120Z");
    CHECK(zws::utc_time(1'763'870'400'000'001'000) == "2025-11-23T04:00:00.000001Z");
    CHECK(zws::utc_time(1'763'870'400'000'000'009) == "2025-11-23T04:00:00.000000009Z");
    CHECK(zws::utc_time(std::numeric_limits<std::uint64_t>::max()) == "2554-07-21T23:34:33.709551615Z");
}

TEST_CASE("a time that is of no clock is in seconds")
{
    CHECK(zws::utc_time(0) == "0 s");
    CHECK(zws::utc_time(12'500'000'000) == "12.500 s");
    CHECK(zws::utc_time(315'532'799'000'000'000) == "315532799 s");
    CHECK(zws::utc_time(315'532'800'000'000'000) == "1980-01-01T00:00:00Z");
}
