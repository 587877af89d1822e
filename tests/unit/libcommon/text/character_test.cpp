// SPDX-License-Identifier: MIT
#include "libcommon/text/character.hpp"

#include "tests/unit/catch.hpp"

using zws::control_length;

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
