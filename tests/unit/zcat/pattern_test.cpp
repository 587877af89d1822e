// SPDX-License-Identifier: MIT
#include "tools/zcat/pattern.hpp"

#include "tests/unit/catch.hpp"

#include <string>

using zws::cat::Pattern;

TEST_CASE("a pattern matches anywhere, and anchors where the text begins and ends")
{
    CHECK(Pattern("b+").matches("aabbcc"));
    CHECK_FALSE(Pattern("b{3}").matches("aabbcc"));
    CHECK(Pattern("^aa|x").matches("aabb"));
    CHECK_FALSE(Pattern("^bb").matches("aabb"));
    CHECK(Pattern("bb$").matches("aabb"));
    CHECK_FALSE(Pattern("^$").matches("x"));
    CHECK(Pattern("^$").matches(""));
    CHECK(Pattern("").matches("anything"));
    CHECK(Pattern("\"state\":\"(done|failed)\"").matches("{\"state\":\"failed\"}"));
}

TEST_CASE("bytes of any kind are searched")
{
    CHECK(Pattern("end").matches(std::string("\0\n\xff\x80 end", 8)));
    CHECK(Pattern("a.b").matches(std::string("x\na\xff"
                                             "b",
                                             5)));
    CHECK(Pattern("é").matches("café"));
}

TEST_CASE("what is not a pattern is refused with the reason")
{
    CHECK_THROWS_WITH(Pattern("(a"), "Unmatched ( or \\(");
    CHECK_THROWS_AS(Pattern("a)("), std::invalid_argument);
    CHECK_THROWS_AS(Pattern("[a"), std::invalid_argument);
    CHECK_THROWS_WITH(Pattern("(a)\\1"), "back-references, such as \\1, are not supported");
    CHECK_NOTHROW(Pattern("\\\\1"));
}

TEST_CASE("no text makes the search slow, and no more than its first part is searched")
{
    // One pass: beginning anew at each byte, this would take longer than any test may.
    const std::string text(Pattern::searched + 100, 'a');
    CHECK_FALSE(Pattern("a.*b").matches(text));
    CHECK_FALSE(Pattern("(a*)*b").matches(text));
    CHECK(Pattern("a{200}").matches(text));
    CHECK_FALSE(Pattern("b").matches(text + 'b'));
}
