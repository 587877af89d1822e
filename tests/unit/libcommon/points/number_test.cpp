// SPDX-License-Identifier: MIT
#include "libcommon/points/number.hpp"

#include "libcommon/points/quantity.hpp"
#include "libcommon/points/time.hpp"
#include "libcommon/points/white_space.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support/variable.hpp"
#include "tests/unit/support/vectors.hpp"

#include <string>

using namespace zws::points;

TEST_CASE("times come in many forms")
{
    const zws::test::Variable zone("TZ", "UTC");
    for (const auto& row : zws::test::vectors("vectors/times.json")) {
        const auto text = row.at("text").get<std::string>();
        INFO(text);
        const auto found = seconds_of(text);
        if (row.at("seconds").is_null())
            CHECK_FALSE(found);
        else
            CHECK(found == row.at("seconds").get<double>());
    }
}

TEST_CASE("the time of an object has many names")
{
    zws::JsonTree tree;
    for (const auto& row : zws::test::vectors("vectors/time_names.json")) {
        tree.clear();
        tree.begin(zws::JsonNode::Kind::object);
        const auto names = row.at("names").get<std::vector<std::string>>();
        for (const auto& name : names) {
            tree.name(name);
            tree.add_number(1);
        }
        tree.end();
        INFO(row.dump());
        const auto* const found = time_member(*tree.root());
        CHECK((found == nullptr ? nlohmann::json() : nlohmann::json(std::string(found->name))) ==
              row.at("time"));
    }
}

TEST_CASE("a number as people write it has no needless zero in front")
{
    CHECK(number_of_text(" +.5e3 ") == 500);
    CHECK(number_of_text("\xc2\xa0-0.25\xe3\x80\x80") == -0.25);
    CHECK(number_of_text("1e-400") == 0);
    for (const auto* text : {"", " ", "-", "e5", "5.", "00123", "1e999", "0x10", "1_000", "nan", "5 6", "1e"})
        CHECK_FALSE(number_of_text(text));
}

TEST_CASE("JavaScript takes more for a number")
{
    CHECK(number_as_in_script("0x1F") == 31);
    CHECK(number_as_in_script("0b101") == 5);
    CHECK(number_as_in_script("0o17") == 15);
    CHECK(number_as_in_script("00123") == 123);
    CHECK(number_as_in_script("5.") == 5);
    for (const auto* text : {"", "0x", "0xg", "-0x10", "Infinity", "1e999", "."})
        CHECK_FALSE(number_as_in_script(text));
}

TEST_CASE("numbers are shown as JavaScript shows them")
{
    CHECK(shown_as_in_script(-0.0) == "0");
    CHECK(shown_as_in_script(1500) == "1500");
    CHECK(shown_as_in_script(-12.5) == "-12.5");
    CHECK(shown_as_in_script(0.000001) == "0.000001");
    CHECK(shown_as_in_script(1.5e-7) == "1.5e-7");
    CHECK(shown_as_in_script(1e20) == "100000000000000000000");
    CHECK(shown_as_in_script(1e21) == "1e+21");
}

TEST_CASE("quantities are in the unit without a prefix")
{
    CHECK(quantity_of("350 ms")->value == 0.35);
    CHECK(quantity_of("350ms")->unit == "s");
    CHECK(quantity_of("1.5GiB")->value == 1610612736);
    for (const auto* text : {"", "5", "ms", "5  ms", "5 items", "05 C", "5.C"})
        CHECK_FALSE(quantity_of(text));
}
