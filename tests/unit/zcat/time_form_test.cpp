// SPDX-License-Identifier: MIT
#include "tools/zcat/time_form.hpp"

#include "tests/unit/catch.hpp"

namespace {

std::string utc(std::string_view form)
{
    zws::cat::check_time_form(form);
    std::string out = ">";
    const std::chrono::system_clock::time_point time(std::chrono::nanoseconds(1763870400'012'345'678));
    zws::cat::append_time(out, time, form, true);
    return out.substr(1);
}

} // namespace

TEST_CASE("times in forms of strftime, and with fractions")
{
    CHECK(utc("%H:%M:%S") == "04:00:00");
    CHECK(utc("%FT%T.%3NZ") == "2025-11-23T04:00:00.012Z");
    CHECK(utc("%s.%N %6N %1N") == "1763870400.012345678 012345 0");
    CHECK(utc("%-m/%_d %% %OH") == "11/23 % 04");
    CHECK(utc("") == "");
    CHECK(utc("%P") == "am");
    CHECK(utc(std::string(256, 'x')) == std::string(256, 'x'));
}

TEST_CASE("what is no form of a time is refused")
{
    using zws::cat::check_time_form;
    CHECK_THROWS_WITH(check_time_form("%H:%Q"), "unknown '%Q' in a time");
    CHECK_THROWS_WITH(check_time_form("%"), "unknown '%' in a time");
    CHECK_THROWS_WITH(check_time_form("%3S"), "unknown '%3' in a time");
    CHECK_THROWS_AS(check_time_form("%E"), std::invalid_argument);
    CHECK_THROWS_AS(check_time_form(std::string(257, 'x')), std::invalid_argument);
}
