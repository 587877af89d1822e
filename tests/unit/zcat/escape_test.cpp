// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zcat/escape.hpp"

using zws::cat::unescaped;

namespace {

std::string escaped(std::string_view bytes)
{
    std::string out = ">";
    zws::cat::append_escaped(out, bytes);
    return out.substr(1);
}

} // namespace

TEST_CASE("printable UTF-8 stays as it is")
{
    REQUIRE(escaped("") == "");
    REQUIRE(escaped("{\"x\": 1.5} ~") == "{\"x\": 1.5} ~");
    REQUIRE(escaped("Zürich, 東京, 😀, \u00a0") == "Zürich, 東京, 😀, \u00a0");
}

TEST_CASE("what would break the line or could be taken for an escape is escaped")
{
    REQUIRE(escaped("a\nb\tc\\d") == "a\\nb\\tc\\\\d");
    REQUIRE(escaped("\\n") == "\\\\n");
    REQUIRE(escaped(std::string("\0\r\x1b[m\x7f", 6)) == "\\x00\\x0d\\x1b[m\\x7f");
    REQUIRE(escaped("\u0080a\u009fb") == "\\xc2\\x80a\\xc2\\x9fb");
}

TEST_CASE("bytes that are no UTF-8 are escaped one by one")
{
    REQUIRE(escaped("\xff") == "\\xff");
    REQUIRE(escaped("a\xc3(\xe2\x82") == "a\\xc3(\\xe2\\x82");
    REQUIRE(escaped("\xed\xa0\x80ü") == "\\xed\\xa0\\x80ü");
    REQUIRE(escaped("x\xc2") == "x\\xc2");
}

TEST_CASE("what changes the direction of text is escaped")
{
    REQUIRE(escaped("a\xe2\x80\xae"
                    "b\xe2\x81\xa6") == "a\\xe2\\x80\\xaeb\\xe2\\x81\\xa6");
    REQUIRE(escaped("\u05d0\u20ac") == "\u05d0\u20ac");
}

TEST_CASE("a terminal is shown lines and tabs, and has nothing else to obey")
{
    std::string out = ">";
    zws::cat::append_shown(out, "a\tb\\c\r\n\x1b]0;x\x07\u009b2J\xe2\x80\xae\xff\u20ac");
    REQUIRE(out == ">a\tb\\c\\x0d\n\\x1b]0;x\\x07\\xc2\\x9b2J\\xe2\\x80\\xae\\xff\u20ac");
}

TEST_CASE("JSON for a terminal means the same")
{
    std::string out = "\xe2\x80\xae";
    out += "{\n  \"a\\n\x7f\": \"\u009b\u061c\xe2\x80\xae\xe2\x81\xa9\u20ac\\\\\"\n}";
    zws::cat::show_json(out, 3);
    REQUIRE(out == "\xe2\x80\xae{\n  \"a\\n\\u007f\": \"\\u009b\\u061c\\u202e\\u2069\u20ac\\\\\"\n}");
}

TEST_CASE("the escapes of --delimiter")
{
    REQUIRE(unescaped("") == "");
    REQUIRE(unescaped("\\n\\t\\0\\\\|") == std::string("\n\t\0\\|", 5));
    REQUIRE_THROWS_WITH(unescaped("ab\\q"), "unknown escape '\\q' at position 3");
    REQUIRE_THROWS_WITH(unescaped("ab\\"), "nothing after the '\\' at position 3");
}
