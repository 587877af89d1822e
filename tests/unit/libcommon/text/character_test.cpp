// SPDX-License-Identifier: MIT
#include "libcommon/text/character.hpp"

#include "tests/unit/catch.hpp"

#include <string>

using zws::control_length;
using zws::is_utf8;
using zws::utf8_prefix;

TEST_CASE("what a terminal may obey is a control character")
{
    for (const std::string_view text :
         {std::string_view("\0", 1), std::string_view("\x1b"), std::string_view("\x7f")})
        CHECK(control_length(text, 0) == 1);
    for (const auto* text : {"\u0080", "\u009b", "\u009f", "\u061c"})
        CHECK(control_length(text, 0) == 2);
    for (const auto* text : {"\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaa",
                             "\xe2\x80\xae", "\xe2\x81\xa6", "\xe2\x81\xa9"})
        CHECK(control_length(text, 0) == 3);
}

TEST_CASE("what it shows is none")
{
    for (const auto* text : {" ", "~", "\u00a0", "\u061b", "\u200d", "\u2010", "\u2027", "\u202f", "\u2065",
                             "\u206a", "\u20ac", "\U0001f600"})
        CHECK(control_length(text, 0) == 0);
}

TEST_CASE("text in any script is UTF-8")
{
    REQUIRE(is_utf8(""));
    REQUIRE(is_utf8(std::string(3, '\0')));
    REQUIRE(is_utf8("plain ASCII, longer than a word"));
    REQUIRE(is_utf8("Zürich, Ελλάδα, 東京, 😀"));
    REQUIRE(is_utf8("\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"));
}

TEST_CASE("people can read text with white space, and a NUL behind it")
{
    CHECK(zws::is_readable(std::string("a\tb\n\0", 5)));
    CHECK_FALSE(zws::is_readable(""));
    CHECK_FALSE(zws::is_readable(std::string("\0", 1)));
    CHECK_FALSE(zws::is_readable(std::string("a\0b", 3)));
    CHECK_FALSE(zws::is_readable("a\x1b[m"));
    CHECK_FALSE(zws::is_readable("\xff"));
}

TEST_CASE("the forms that RFC 3629 forbids are not")
{
    const std::string bad = GENERATE(as<std::string>{}, "\x80", "\xc0\xaf", "\xc1\xbf", "\xe0\x9f\xbf",
                                     "\xed\xa0\x80", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80",
                                     "\xf5\x80\x80\x80", "\xff", "\xc3", "\xe2\x82", "\xf0\x9f\x98");
    for (std::size_t before = 0; before < 20; ++before) {
        const std::string text = std::string(before, 'a') + bad;
        REQUIRE_FALSE(is_utf8(text));
        REQUIRE(utf8_prefix(text) == before);
        REQUIRE(utf8_prefix(text + "bbbbbbbb") == before);
    }
}
