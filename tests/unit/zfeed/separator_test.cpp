// SPDX-License-Identifier: MIT
#include "tools/zfeed/separator.hpp"

#include "tests/unit/catch.hpp"

using zws::feed::declared_separator;
using zws::feed::detect_separator;

TEST_CASE("the separator is seen in the first line")
{
    CHECK(detect_separator("a,b") == ',');
    CHECK(detect_separator("a;b;c, d") == ';');
    CHECK(detect_separator("a,b,c;d") == ',');
    CHECK(detect_separator("t\tv") == '\t');
    CHECK(detect_separator("a|b") == '|');
    CHECK(detect_separator("\"a;b;c\",d") == ',');
    CHECK(detect_separator("1,5;2,5;") == ';');
    CHECK(detect_separator("\"1,5\";2,5,1") == ';');
    CHECK(detect_separator("1,5\t2,5") == '\t');
    CHECK(detect_separator("1,2") == ',');
    CHECK(detect_separator("alone") == ',');
    CHECK(detect_separator("") == ',');
}

TEST_CASE("a first line can declare it")
{
    CHECK(declared_separator("sep=;") == ';');
    CHECK(declared_separator("SEP=,\r") == ',');
    CHECK(declared_separator("\"sep=;\"") == ';');
    CHECK(declared_separator("sep=\t") == '\t');
    for (const auto* line : {"", "sep=", "sep=;;", "separator;x", "\r"}) {
        INFO(line);
        CHECK(declared_separator(line) == std::nullopt);
    }
}
