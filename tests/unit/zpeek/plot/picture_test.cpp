// SPDX-License-Identifier: MIT
#include "tools/zpeek/plot/picture.hpp"

#include "tests/unit/catch.hpp"

#include <clocale>
#include <cmath>
#include <cstdlib>
#include <ctime>

using namespace zws::peek;

namespace {

constexpr double morning = 1763870400; // 2025-11-23 04:00:00

/// Widths of characters and times are the same everywhere.
const bool is_set = std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr && setenv("TZ", "UTC", 1) == 0;

std::string picture(const Curves& curves, int width, int height, Charset charset = Charset::unicode,
                    const std::string& filter = "")
{
    tzset();
    Grid grid(width, height, charset);
    Panels panels;
    auto scene = last_seconds(curves, 60);
    REQUIRE(scene);
    scene->filter = filter;
    draw_picture(grid, curves, panels, *scene);
    return '\n' + grid.text();
}

void add_sine(Curves& curves, const std::string& name, double amplitude, double phase = 0)
{
    for (int i = 0; i <= 600; ++i)
        curves.point(name, morning + i * 0.1, amplitude * (1 + std::sin(i * 0.02 + phase)),
                     morning + i * 0.1);
}

} // namespace

TEST_CASE("golden: a sine")
{
    REQUIRE(is_set);
    Curves curves;
    add_sine(curves, "sine", 2.5);
    REQUIRE(picture(curves, 60, 12) == R"(
  sine 1.16
 │    ⢀⡴⠚⠉⠙⠲⣄                       ⢀⡴⠚⠉⠉⠲⢄
4┤   ⡰⠋     ⠈⠳⡄                    ⣰⠋     ⠈⠳⡄
 │ ⢀⡜⠁        ⠙⣄                  ⡴⠁        ⠘⣆
 │⢀⡞           ⠘⢆               ⢀⡞           ⠈⢦
 │⠊             ⠈⢇             ⢀⡞             ⠈⢧
2┤               ⠈⢧           ⢀⠎               ⠈⢣⡀
 │                 ⢳⡀        ⣠⠏                  ⠳⡀        ⢀
 │                  ⠹⣄     ⢀⡴⠃                    ⠙⢆      ⡰⠃
0┤                   ⠈⠳⢤⣀⣀⠴⠋                       ⠈⠳⢤⣀⣀⡴⠊
 └┴─────────────┴─────────────┴─────────────┴──────────────┴
04:00:00    04:00:15      04:00:30      04:00:45    04:01:00
)");
}

TEST_CASE("golden: the same in ASCII")
{
    Curves curves;
    add_sine(curves, "sine", 2.5);
    REQUIRE(picture(curves, 60, 12, Charset::ascii) == R"(
  sine 1.16
 |     .:'':.                       ..:'':.
4+   .:'    ':.                    .:     ':.
 |  :'        ':                  :'        :.
 | :'          ':               .:'          ':
 |'             ':             .:             ':
2+               ':.          .:               ':
 |                 :.        .'                  :.        .
 |                  ':     .:'                    '.     .:'
0+                    ':..:'                       '':..:'
 ++-------------+-------------+-------------+--------------+
04:00:00    04:00:15      04:00:30      04:00:45    04:01:00
)");
}

TEST_CASE("golden: two of like size, and one that is larger")
{
    Curves curves;
    add_sine(curves, "north", 2.5);
    add_sine(curves, "south", 2, 2);
    add_sine(curves, "counter", 2e6, 1);
    REQUIRE(picture(curves, 60, 20) == R"(
    1 north 1.16  2 south 3.98
   │    ⣠⠖⠋⠉⠙⠦⡀                     ⢀⡴⠚⠉⠉⠳⢄
  4┤⡀ ⢀⠜⠁     ⠘⢦            ⢀⣠⠤⢤⣀  ⣠⠋      ⠳⣄            ⣀⡤2
   │⠉⢳⣏         ⠳⡀        ⢠⠔⠉   ⠈⠙⣾⡁        ⠘⢆         ⡤⠊⠁
   │⣰⠃⠈⢣⡀        ⠹⣄     ⢀⡴⠁     ⢀⡞ ⠙⣆        ⠈⢧⡀     ⣠⠞
  2┤    ⠙⣄        ⠘⣆   ⣠⠎      ⢠⠏   ⠈⢣⡀        ⢳⡀  ⢀⡴⠁
   │     ⠈⢣⡀       ⠈⢦⢀⡴⠁      ⣠⠋      ⠙⣆        ⠱⡄⣠⠎
   │       ⠙⢦⡀      ⣠⠻⣄     ⢀⡴⠁        ⠈⠳⣄      ⢀⡜⢧⡀     ⣠⠎1
  0┤         ⠙⠦⣄⣀⣠⠴⠊⠁ ⠈⠲⢄⣀⣠⠴⠋            ⠈⠳⢤⣀⣀⡤⠖⠋  ⠑⠦⣄⣀⡤⠞⠁
    counter 2840334
4 M┤⠴⠚⠉⠉⠳⢤                      ⢀⡴⠚⠉⠉⠓⢤⡀
   │      ⠑⣄                   ⣠⠋      ⠑⣄
   │       ⠈⢦                ⢀⡼⠁        ⠈⢦                 ⡴
2 M┤         ⢳⡀             ⢀⠞            ⠳⡀             ⢀⠞
   │          ⠱⡀           ⢠⠏              ⠱⡄           ⢠⠎
   │           ⠹⣄         ⡰⠃                ⠙⣆         ⡰⠋
   │            ⠈⢧⡀     ⢀⠜⠁                  ⠈⢣⡀     ⢀⡜⠁
  0┤              ⠙⠦⣄⣀⣠⠖⠋                      ⠙⠦⣄⣀⣠⠔⠋
   └┴────────────┴─────────────┴─────────────┴─────────────┴
04:00:00     04:00:15      04:00:30      04:00:45   04:01:00
)");
    REQUIRE(picture(curves, 60, 10) == R"(
  1 north 1.16  2 south 3.98
 │   ⢀⡤⠖⠋⠉⠉⠓⢦⡀                     ⣀⡴⠚⠉⠉⠙⠲⣄
4┤⠦⣄⡴⠋       ⠉⢦⡀         ⢀⣠⠴⠒⠒⠒⠲⢤⣠⠞⠁       ⠑⢄          ⢀⡤⠖⠒2
 │⣠⠎⠙⢦⡀        ⠙⢦⡀     ⢀⡴⠋     ⢀⡴⠋⠳⣄         ⠳⣄      ⣠⠞⠉
2┤    ⠙⢢⡀        ⠱⣄  ⢀⡔⠋      ⣠⠋    ⠙⢤⡀       ⠈⢦⡀  ⣠⠞⠁
 │      ⠈⠲⣄       ⠈⣳⣔⠁      ⣠⠞⠁       ⠙⢦⡀       ⢙⣦⡚⠁     ⢀⡤1
0┤        ⠈⠓⠦⢄⣀⣀⣠⠴⠚⠁⠈⠓⠤⣀⣀⣠⠴⠚⠁           ⠉⠳⠤⣄⣀⣀⡤⠖⠋ ⠙⠢⢤⣀⣀⡤⠖⠋
 └┴─────────────┴─────────────┴─────────────┴──────────────┴
04:00:00    04:00:15      04:00:30      04:00:45    04:01:00
  1 plot has no room: enlarge the terminal, or filter
)");
    REQUIRE(picture(curves, 60, 10, Charset::unicode, "SOUTH") == R"(
  south 3.98
4┤⠢⣄                      ⢀⡤⠒⠉⠉⠙⠲⣄                      ⢀⡤⠖⠋
 │ ⠈⠳⣄                   ⡴⠋      ⠈⠳⣄                   ⡠⠋
 │   ⠘⢦                ⢠⠞          ⠈⢦⡀               ⢀⠞⠁
2┤     ⠳⡄             ⡴⠃             ⠱⡄             ⡰⠋
 │      ⠙⢦          ⢀⠞                ⠘⢦⡀         ⢀⡜⠁
 │        ⠳⣄      ⢀⡴⠋                   ⠳⣄      ⢀⡴⠋
0┤         ⠈⠳⢤⣀⣀⣠⠔⠋                      ⠈⠓⠤⣄⣀⣠⠴⠋
 └┴─────────────┴─────────────┴─────────────┴──────────────┴
04:00:00    04:00:15      04:00:30      04:00:45    04:01:00
)");
}

TEST_CASE("golden: gaps, lone points and steps")
{
    Curves curves;
    for (const auto& [time, value] : {std::pair{0.0, 1.0},
                                      {10.0, 1.0},
                                      {10.0, 3.0},
                                      {20.0, 3.0},
                                      {20.0, double(NAN)},
                                      {40.0, 2.0},
                                      {50.0, double(NAN)},
                                      {60.0, 1.5}})
        curves.point("steps", morning + time, value, morning + time);
    REQUIRE(picture(curves, 60, 12) == R"(
    steps 1.50
3.0┤         ⢸⠉⠉⠉⠉⠉⠉⠉⠉⠉
   │         ⢸
2.5┤         ⢸
   │         ⢸
2.0┤         ⢸                           ⠂
   │         ⢸
1.5┤         ⢸                                             ⠠
   │         ⢸
1.0┤⣀⣀⣀⣀⣀⣀⣀⣀⣀⣸
   └┴────────────┴─────────────┴─────────────┴─────────────┴
04:00:00     04:00:15      04:00:30      04:00:45   04:01:00
)");
}

TEST_CASE("names cannot make a terminal do anything, and their columns are known")
{
    Curves curves;
    add_sine(curves, "\x1b]0;title\a", 1);
    add_sine(curves, "温度", 1);
    const auto text = picture(curves, 60, 8);
    REQUIRE(text.find('\x1b') == std::string::npos);
    REQUIRE(text.find('\a') == std::string::npos);
    REQUIRE(text.find("1 \\x1b]0;title\\x07 ") != std::string::npos);
    REQUIRE(text.find("2 温度 ") != std::string::npos);
}

TEST_CASE("a picture fits any grid")
{
    Curves curves;
    add_sine(curves, "a rather long name of a series", 1);
    add_sine(curves, "b", 1e9);
    add_sine(curves, "c", 1e-9);
    for (int width = 0; width < 100; width += 3) {
        for (int height = 0; height < 30; ++height)
            picture(curves, width, height);
    }
}

TEST_CASE("series beyond the bound are counted")
{
    Curves curves;
    for (std::size_t i = 0; i < Curves::most + 3; ++i)
        curves.point("series" + std::to_string(i), morning, 1, morning);
    REQUIRE(curves.all().size() == Curves::most);
    REQUIRE(curves.left_out() == 3);
}

TEST_CASE("a clock that is off moves its curve to now")
{
    Curves curves;
    for (int i = 0; i < 100; ++i)
        curves.point("uptime", 5000 + i * 100.0, i, morning + i * 0.1);
    REQUIRE(curves.all().front().curve.newest() == Approx(morning + 9.9).margin(0.2));
}

TEST_CASE("the last seconds begin at the oldest point, where that is later")
{
    Curves curves;
    REQUIRE_FALSE(last_seconds(curves, 60));
    curves.point("a", morning, 1, morning);
    REQUIRE(last_seconds(curves, 60)->to == morning);
    REQUIRE(last_seconds(curves, 60)->from < morning);
    curves.point("a", morning + 10, 1, morning + 10);
    REQUIRE(last_seconds(curves, 60)->from == morning);
    REQUIRE(last_seconds(curves, 4)->from == morning + 6);
}
