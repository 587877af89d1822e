// SPDX-License-Identifier: MIT
#include "tools/zfeed/quantity.hpp"

#include "tests/unit/catch.hpp"

using namespace zws::feed;

namespace {

/// "number|unit"; empty for what is none.
std::string taken(std::string_view text)
{
    const auto found = parse_quantity(text, true);
    return found ? found->number + '|' + std::string(found->unit) : "";
}

} // namespace

TEST_CASE("digits are grouped and pointed in many ways")
{
    for (const auto& [text, number] :
         std::vector<std::pair<std::string, std::string>>{{"1,5", "1.5"},
                                                          {"-1,5e-3", "-1.5e-3"},
                                                          {"+,5", "+.5"},
                                                          {"1.234,5", "1234.5"},
                                                          {"1,234.5", "1234.5"},
                                                          {"12,345,678", "12345678"},
                                                          {"-1.234.567,8", "-1234567.8"},
                                                          {"1,234,567.8", "1234567.8"}}) {
        INFO(text);
        CHECK(plain_number(text, true) == number);
    }
    for (const auto* text :
         {"", ",", "1", "1.5", "a,b", "1,2,3", "1,23,456", "1.23,4,5", "1,5x", "1.234.5,", "1,,5", "--1,5"}) {
        INFO(text);
        CHECK(plain_number(text, true) == std::nullopt);
    }
    CHECK(plain_number("1,5", false) == std::nullopt);
    CHECK(plain_number("1,234.5", false) == "1234.5");
    CHECK(plain_number("1,234,567", false) == "1234567");
}

TEST_CASE("numbers with units")
{
    CHECK(taken("45 %") == "45|%");
    CHECK(taken("123.45 W") == "123.45|W");
    CHECK(taken("-21,5°C") == "-21.5|°C");
    CHECK(taken("1e3kWh") == "1e3|kWh");
    CHECK(taken("10.5MiB") == "10.5|MiB");
    for (const auto* text :
         {"", "W", "45", "3rd", "5x", "1 2", "1.2.3 W", "5 xyz", "4e5f", "mW", "5 W h", "nan W", "5 kmin"}) {
        INFO(text);
        CHECK(taken(text).empty());
    }
}

TEST_CASE("units are converted where they measure the same")
{
    CHECK(conversion("GiB", "MiB") == 1024.0);
    CHECK(conversion("ms", "s") == Approx(1e-3));
    CHECK(conversion("min", "s") == 60.0);
    CHECK(conversion("W", "W") == 1.0);
    CHECK(conversion("W", "V") == std::nullopt);
    CHECK(conversion("°F", "°C") == std::nullopt);
}
