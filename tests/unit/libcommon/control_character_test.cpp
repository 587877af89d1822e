// SPDX-License-Identifier: MIT
#include "libcommon/control_character.hpp"

#include "tests/unit/catch.hpp"

using zws::control_length;

TEST_CASE("what a terminal may obey is a control character")
{
    for (const std::string_view text :
         {std::string_view("\0", 1), std::string_view("\x1b"), std::string_view("\x7f")})
        CHECK(control_length(text, 0) == 1);
    for (const auto* text : {"\u0080", "\u009b", "\u009f", "\u061c"})
        CHECK(control_length(text, 0) == 2);
    for (const auto* text : {"\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069"})
        CHECK(control_length(text, 0) == 3);
}

TEST_CASE("what it shows is none")
{
    for (const auto* text : {" ", "~", "\u00a0", "\u061b", "\u200d", "\u2010", "\u2027", "\u202f", "\u2065",
                             "\u206a", "\u20ac", "\U0001f600"})
        CHECK(control_length(text, 0) == 0);
}
