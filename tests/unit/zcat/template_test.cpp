// SPDX-License-Identifier: MIT
#include "tools/zcat/template.hpp"

#include "tests/unit/catch.hpp"
#include "tools/zcat/formats.hpp"

#include <random>

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

TEST_CASE("what is not a form of a time is refused")
{
    using zws::cat::check_time_form;
    CHECK_THROWS_WITH(check_time_form("%H:%Q"), "unknown '%Q' in a time");
    CHECK_THROWS_WITH(check_time_form("%"), "unknown '%' in a time");
    CHECK_THROWS_WITH(check_time_form("%3S"), "unknown '%3' in a time");
    CHECK_THROWS_AS(check_time_form("%E"), std::invalid_argument);
    CHECK_THROWS_AS(check_time_form(std::string(257, 'x')), std::invalid_argument);
}

using zws::cat::parse_template;
using zws::cat::Part;
using zws::cat::Template;
using Field = Part::Kind;

TEST_CASE("a template is taken apart into text and fields")
{
    REQUIRE(parse_template("") == Template{});
    REQUIRE(parse_template("%T%n%t%p%s%f") == Template{{Field::time},
                                                       {Field::number},
                                                       {Field::topic},
                                                       {Field::payload},
                                                       {Field::size},
                                                       {Field::frames}});
    REQUIRE(
        parse_template("a%%b\\n\\t\\0\\\\%p ") ==
        Template{{Field::literal, std::string("a%b\n\t\0\\", 7)}, {Field::payload}, {Field::literal, " "}});
}

TEST_CASE("times in a template can have a form")
{
    REQUIRE(parse_template("%{%H:%M}T %{%T%%}U") ==
            Template{{Field::local_time, "%H:%M"}, {Field::literal, " "}, {Field::utc_time, "%T%%"}});
    std::string out;
    const auto format = zws::cat::template_format("%{%F %T.%3N}U %p");
    REQUIRE(format->needs_time());
    const std::chrono::system_clock::time_point time(std::chrono::milliseconds(1763870400'012));
    REQUIRE(format->print({zws::Message({"x"}), 1, time}, out) == "");
    REQUIRE(out == "2025-11-23 04:00:00.012 x");
    REQUIRE_THROWS_WITH(parse_template("a%{%H}p"), "not %{FORM}T or %{FORM}U at position 2");
    REQUIRE_THROWS_WITH(parse_template("%{%H"), "not %{FORM}T or %{FORM}U at position 1");
    REQUIRE_THROWS_WITH(parse_template("%{%H}"), "not %{FORM}T or %{FORM}U at position 1");
    REQUIRE_THROWS_WITH(parse_template("%{%Q}T"), "unknown '%Q' in a time at position 1");
}

TEST_CASE("what a template cannot mean is refused with its position")
{
    REQUIRE_THROWS_WITH(parse_template("%p %x"), "unknown '%x' at position 4");
    REQUIRE_THROWS_WITH(parse_template("100%"), "nothing after the '%' at position 4");
    REQUIRE_THROWS_WITH(parse_template("%p\\r"), "unknown escape '\\r' at position 3");
    REQUIRE_THROWS_WITH(parse_template("%p\\"), "nothing after the '\\' at position 3");
}

TEST_CASE("whatever stands in a row is printed in a row")
{
    struct Piece {
        std::string text;
        std::string printed;
    };
    static const std::vector<Piece> pieces{{"%t", "topic"},
                                           {"%p", "pay%load\\n"},
                                           {"%s", "10"},
                                           {"%f", "3"},
                                           {"%n", "7"},
                                           {"%T", "1.500000000"},
                                           {"%%", "%"},
                                           {"\\n", "\n"},
                                           {"\\t", "\t"},
                                           {"\\\\", "\\"},
                                           {"n", "n"},
                                           {" ", " "},
                                           {"\xff", "\xff"},
                                           {"p", "p"},
                                           {"\\0", std::string(1, '\0')}};
    const zws::Message message({"topic", "pay%load\\n", ""});
    std::mt19937 random(GENERATE(range(1U, 20U)));
    for (int i = 0; i < 200; ++i) {
        std::string text;
        std::string expected;
        for (auto left = random() % 10; left > 0; --left) {
            const Piece& piece = pieces[random() % pieces.size()];
            text += piece.text;
            expected += piece.printed;
        }
        std::string out;
        const std::chrono::system_clock::time_point time(std::chrono::milliseconds(1500));
        REQUIRE(zws::cat::template_format(text)->print({message, 7, time}, out) == "");
        INFO(text);
        REQUIRE(out == expected);
    }
}
