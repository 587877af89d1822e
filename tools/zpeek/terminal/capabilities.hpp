// SPDX-License-Identifier: MIT
#pragma once

#include <string>

/// What terminfo(5) says of terminals.
namespace zws::peek {

/// Whether a terminal of this type is known, and its cursor can be moved. Asked before newterm(3), which
/// leaves memory behind where it fails.
bool can_draw_on(const std::string& type);

/// Of the terminal that ncurses has opened: what brings back the screen as it was, for those who cannot ask
/// ncurses any more.
std::string leaving_sequences();

} // namespace zws::peek
