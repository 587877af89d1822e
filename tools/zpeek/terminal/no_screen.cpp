// SPDX-License-Identifier: MIT
// Screen where there is no ncurses to build with.
#include "libcommon/os/error.hpp"
#include "tools/zpeek/terminal/screen.hpp"

namespace zws::peek {

struct Screen::Terminal {};

Screen::Screen(const std::string& option)
{
    throw Error(
        option +
        ": this zpeek was built without ncurses; where stdout is not a terminal, the result is printed");
}

Screen::~Screen() = default;

int Screen::width() const
{
    return 0;
}

int Screen::height() const
{
    return 0;
}

int Screen::fd() const
{
    return -1;
}

std::vector<Key> Screen::hear()
{
    return {};
}

bool Screen::is_ready() const
{
    return false;
}

void Screen::show(const Grid&) {}

void Screen::forget() {}

} // namespace zws::peek
