// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/terminal/key.hpp"

#include <vector>

namespace zws::peek {

/// Keys that ncurses has for us now; does not wait. Others than those of Key are passed over.
std::vector<Key> pressed_keys();

} // namespace zws::peek
