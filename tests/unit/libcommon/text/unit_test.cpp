// SPDX-License-Identifier: MIT
#include "libcommon/text/unit.hpp"

#include "tests/unit/catch.hpp"

using zws::measure_of;

TEST_CASE("units have prefixes, and are told in one without")
{
    CHECK(measure_of("kPa")->kind == "Pa");
    CHECK(measure_of("kPa")->factor == 1000);
    CHECK(measure_of("mbar")->factor == 100);
    CHECK(measure_of("C")->kind == "°C");
    CHECK(measure_of("min")->factor == 60);
    CHECK(measure_of("GiB")->factor == 1073741824);
}

TEST_CASE("what is not a unit measures nothing")
{
    for (const auto* text : {"", "k", "kmin", "items", "mC", "KB/"})
        CHECK_FALSE(measure_of(text));
}
