// SPDX-License-Identifier: MIT
#include "tools/zpeek/plot/dots.hpp"

#include "tests/unit/catch.hpp"

using zws::peek::Charset;
using zws::peek::Dots;
using zws::peek::Grid;

namespace {

std::string drawn(const Dots& dots, int columns, int rows, Charset charset)
{
    Grid grid(columns, rows, charset);
    dots.draw(grid, 0, 0);
    return grid.text();
}

} // namespace

TEST_CASE("each dot of a cell has its bit of braille")
{
    // From below, and from the left.
    const char* const cells[4][2] = {{"⡀", "⢀"}, {"⠄", "⠠"}, {"⠂", "⠐"}, {"⠁", "⠈"}};
    for (int y = 0; y < 4; ++y) {
        for (int x = 0; x < 2; ++x) {
            Dots dots(1, 1, Charset::unicode);
            dots.set(x, y, 0);
            REQUIRE(drawn(dots, 1, 1, Charset::unicode) == std::string(cells[y][x]) + '\n');
        }
    }
}

TEST_CASE("in ASCII a cell has two dots")
{
    Dots dots(3, 1, Charset::ascii);
    REQUIRE(dots.width() == 3);
    REQUIRE(dots.height() == 2);
    dots.set(0, 0, 0);
    dots.set(1, 1, 0);
    dots.bar(2, 1, 0, 0);
    REQUIRE(drawn(dots, 3, 1, Charset::ascii) == ".':\n");
}

TEST_CASE("a line has a dot in each column, and no hole in steep parts")
{
    Dots flat(4, 1, Charset::unicode);
    flat.line(0, 0, 7, 3, 0);
    REQUIRE(drawn(flat, 4, 1, Charset::unicode) == "⣀⠤⠒⠉\n");
    Dots steep(1, 2, Charset::unicode);
    steep.line(1, 7, 0, 0, 0);
    REQUIRE(drawn(steep, 1, 2, Charset::unicode) == "⢸\n⡸\n");
    Dots upright(1, 2, Charset::unicode);
    upright.line(0, 6, 0, 1, 0);
    REQUIRE(drawn(upright, 1, 2, Charset::unicode) == "⡆\n⠇\n");
}

TEST_CASE("what is outside is left out")
{
    Dots dots(2, 1, Charset::unicode);
    dots.set(-1, 0, 0);
    dots.set(4, 0, 0);
    dots.set(0, 4, 0);
    dots.bar(0, -1'000'000'000, -1, 0);
    dots.line(-5, 100, -1, 100, 0);
    REQUIRE(drawn(dots, 2, 1, Charset::unicode) == "\n");
    dots.line(-4, 0, 8, 0, 0);
    REQUIRE(drawn(dots, 2, 1, Charset::unicode) == "⣀⣀\n");
}

TEST_CASE("a cell has the colour of the last dot")
{
    Dots dots(1, 1, Charset::unicode);
    dots.set(0, 0, 1);
    dots.set(1, 0, 4);
    Grid grid(1, 1, Charset::unicode);
    dots.draw(grid, 0, 0);
    REQUIRE(grid.at(0, 0).style.color == 4);
}
