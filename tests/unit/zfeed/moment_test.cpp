// SPDX-License-Identifier: MIT
#include "tools/zfeed/moment.hpp"

#include "tests/unit/catch.hpp"

#include <limits>
#include <stdexcept>

using zws::feed::Moment;
using zws::feed::parse_moment;

TEST_CASE("a moment is from the start, before the end, or on the clock")
{
    using enum Moment::From;
    CHECK(parse_moment("+2m") == Moment{begin, 120'000'000'000});
    CHECK(parse_moment("+1.5") == Moment{begin, 1'500'000'000});
    CHECK(parse_moment("+0") == Moment{begin, 0});
    CHECK(parse_moment("-30s") == Moment{end, 30'000'000'000});
    CHECK(parse_moment("-1ns") == Moment{end, 1});
    CHECK(parse_moment("1763870400.000000001") == Moment{epoch, 1'763'870'400'000'000'001});
    CHECK(parse_moment("0") == Moment{epoch, 0});
    CHECK(parse_moment("2025-11-23T04:00:00Z") == Moment{epoch, 1'763'870'400'000'000'000});
    CHECK(parse_moment("2025-11-23") == Moment{epoch, 1'763'856'000'000'000'000});
}

TEST_CASE("what is no moment is refused")
{
    for (const auto* text :
         {"", "+", "-", "+x", "2m", "++1", "+-1", "-+1", "+1e300", "+nan", "1969-12-31", "now", "1e99"})
        CHECK_THROWS_AS(parse_moment(text), std::invalid_argument);
}

TEST_CASE("a moment in a recording never leaves the range of time")
{
    using enum Moment::From;
    constexpr auto latest = std::numeric_limits<std::uint64_t>::max();
    CHECK(Moment{begin, 5}.in({10, 20}) == 15);
    CHECK(Moment{end, 5}.in({10, 20}) == 15);
    CHECK(Moment{end, 15}.in({10, 20}) == 5);
    CHECK(Moment{end, 25}.in({10, 20}) == 0);
    CHECK(Moment{begin, 5}.in({latest - 1, latest}) == latest);
    CHECK(Moment{epoch, 7}.in({10, 20}) == 7);
}
