// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/literal.hpp"

#include "tests/unit/catch.hpp"

#include <stdexcept>

using zws::codec::Literal;
using zws::codec::read_literal;
using LiteralKind = Literal::Kind;

TEST_CASE("literal: values of Python")
{
    const auto header = read_literal(" {'descr': '<f4', \"shape\": (3, 4L,), 'fortran_order': False, } \n");
    REQUIRE(header.is(LiteralKind::dict));
    CHECK(header.find("descr")->text == "<f4");
    CHECK(header.find("shape")->items.size() == 2);
    CHECK(header.find("shape")->items[1].number == 4);
    CHECK(header.find("fortran_order")->is(LiteralKind::boolean));
    CHECK(header.find("none") == nullptr);
    CHECK(read_literal("(5)").is(LiteralKind::integer));
    CHECK(read_literal("(5 , )").is(LiteralKind::tuple));
    CHECK(read_literal("()").items.empty());
    CHECK(read_literal("[-1, None, True]").items[0].number == -1);
    CHECK(read_literal(R"('a\'b\\\n')").text == "a'b\\\n");
}

TEST_CASE("literal: what is none is told with its place")
{
    for (const auto* const text : {"", "(", "(1", "(1,", "[1 2]", "{1}", "{1:}", "'a", "'\\q'", "'\xff'",
                                   "1 2", "abs(1)", "99999999999999999999", "1.5", ")"}) {
        INFO(text);
        REQUIRE_THROWS_AS(read_literal(text), std::invalid_argument);
    }
    REQUIRE_THROWS_WITH(read_literal("[1, x]"), "no value of Python at 5");
    REQUIRE_THROWS_WITH(read_literal("[1"), "it is cut off at 3");
    REQUIRE_THROWS_WITH(read_literal(std::string(100, '(')), "nested too deep at 34");
}
