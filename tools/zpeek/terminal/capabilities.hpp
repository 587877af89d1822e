// SPDX-License-Identifier: MIT
#pragma once

#include <string>

/// What terminfo(5) says of the terminal that ncurses has opened.
namespace zws::peek {

bool can_move_cursor();

/// What brings back the screen as it was, for those who cannot ask ncurses any more.
std::string leaving_sequences();

} // namespace zws::peek
