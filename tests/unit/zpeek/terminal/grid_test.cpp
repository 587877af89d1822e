// SPDX-License-Identifier: MIT
#include "tools/zpeek/terminal/grid.hpp"

#include "tests/unit/catch.hpp"
#include "tools/zpeek/terminal/glyph.hpp"

#include <clocale>

using zws::peek::Charset;
using zws::peek::columns_of;
using zws::peek::Grid;

namespace {

/// Widths of characters are those of the locale.
const bool has_locale = std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr;

std::string put(std::string_view text, int width, Charset charset = Charset::unicode)
{
    Grid grid(width, 1, charset);
    grid.put(0, 0, text);
    return grid.line(0);
}

} // namespace

TEST_CASE("text stays in the grid, and in its room")
{
    REQUIRE(put("abcdef", 4) == "abcd");
    Grid grid(6, 2, Charset::unicode);
    REQUIRE(grid.put(1, 0, "abcdef", {}, 2) == 3);
    REQUIRE(grid.put(5, 0, "xyz") == 6);
    REQUIRE(grid.put(0, 2, "below") == 0);
    REQUIRE(grid.put(9, 0, "beside") == 9);
    grid.put_right(6, 1, "right");
    REQUIRE(grid.text() == " ab  x\n right\n");
}

TEST_CASE("what comes from outside cannot make a terminal do anything")
{
    REQUIRE(put("\x1b[31mred\a", 30) == "\\x1b[31mred\\x07");
    REQUIRE(put("a\xc2\x9b"
                "5m",
                30) == "a\\xc2\\x9b5m");
    REQUIRE(put("\xe2\x80\xae"
                "abc",
                30) == "\\xe2\\x80\\xaeabc");
    REQUIRE(put("\xff\xfe", 30) == "\\xff\\xfe");
    REQUIRE(put(std::string_view("a\0b\nc", 5), 30) == "a\\x00b\\x0ac");
}

TEST_CASE("wide characters take two columns, and are not cut in half")
{
    REQUIRE(has_locale);
    REQUIRE(columns_of("温度") == 4);
    REQUIRE(put("温度", 4) == "温度");
    REQUIRE(put("温度", 3) == "温");
    Grid grid(6, 1, Charset::unicode);
    REQUIRE(grid.put(0, 0, "温x") == 3);
    REQUIRE(grid.at(1, 0).text.empty());
    REQUIRE(grid.at(2, 0).text == "x");
}

TEST_CASE("marks stay on their characters, a few of them")
{
    REQUIRE(put("e\xcc\x81x", 2) == "e\xcc\x81x");
    std::string many = "e";
    for (int i = 0; i < 100; ++i)
        many += "\xcc\x81";
    REQUIRE(put(many + "x", 2).size() < 20);
    REQUIRE(put("\xcc\x81", 2).empty());
    REQUIRE(put("a\xe2\x80\x8d"
                "b",
                4) == "ab"); // a joiner
}

TEST_CASE("a terminal of ASCII gets a question mark for each column")
{
    REQUIRE(put("21 °C 温", 20, Charset::ascii) == "21 ?C ??");
    REQUIRE(put("e\xcc\x81x", 20, Charset::ascii) == "ex");
}
