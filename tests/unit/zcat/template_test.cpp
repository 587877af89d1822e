// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zcat/template.hpp"

using zws::cat::parse_template;
using zws::cat::Part;
using zws::cat::Template;
using Kind = Part::Kind;

TEST_CASE("a template is taken apart into text and fields")
{
    REQUIRE(parse_template("") == Template{});
    REQUIRE(
        parse_template("%T%n%t%p%s%f") ==
        Template{{Kind::time}, {Kind::number}, {Kind::topic}, {Kind::payload}, {Kind::size}, {Kind::frames}});
    REQUIRE(parse_template("a%%b\\n\\t\\0\\\\%p ") ==
            Template{{Kind::literal, std::string("a%b\n\t\0\\", 7)}, {Kind::payload}, {Kind::literal, " "}});
}

TEST_CASE("what a template cannot mean is refused with its position")
{
    REQUIRE_THROWS_WITH(parse_template("%p %x"), "unknown '%x' at position 4");
    REQUIRE_THROWS_WITH(parse_template("100%"), "nothing behind the '%' at position 4");
    REQUIRE_THROWS_WITH(parse_template("%p\\r"), "unknown escape '\\r' at position 3");
    REQUIRE_THROWS_WITH(parse_template("%p\\"), "nothing behind the '\\' at position 3");
}
