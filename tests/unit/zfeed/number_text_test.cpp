// SPDX-License-Identifier: MIT
#include "tools/zfeed/number_text.hpp"

#include "tests/unit/catch.hpp"

namespace {

std::string json(std::string_view text)
{
    REQUIRE(zws::feed::is_number(text));
    std::string out;
    zws::feed::append_number(out, text);
    return out;
}

} // namespace

TEST_CASE("numbers keep their digits, where JSON has that form")
{
    for (const auto* text : {"0", "-0", "1.50", "-12e5", "1E+3", "123456789012345678901234567890", "1e999"}) {
        INFO(text);
        CHECK(json(text) == text);
    }
    CHECK(json("+5") == "5");
    CHECK(json(".5") == "0.5");
    CHECK(json("5.") == "5");
    CHECK(json("007") == "7");
    CHECK(json("1.e2") == "100");
    CHECK(json("nan") == "null");
    CHECK(json("-inf") == "null");
    CHECK(json("Infinity") == "null");
}

TEST_CASE("what is not a number")
{
    for (const auto* text : {"", "-", "+", "+-1", "1x", "0x10", "1 ", " 1", "1,5", "--1", "e5", "."}) {
        INFO(text);
        CHECK_FALSE(zws::feed::is_number(text));
    }
}
