// SPDX-License-Identifier: MIT
// By itself, as term.h has macros with names of all kinds.
#include "tools/zpeek/terminal/capabilities.hpp"

#include <curses.h>
#include <term.h>
#include <unistd.h>

namespace zws::peek {

namespace {

std::string collected;

int collect(int character)
{
    collected += static_cast<char>(character);
    return character;
}

} // namespace

bool can_draw_on(const std::string& type)
{
    int reason = 0;
    if (type.empty() || setupterm(type.c_str(), STDOUT_FILENO, &reason) != OK)
        return false;
    const bool moves = cursor_address != nullptr;
    del_curterm(cur_term);
    return moves;
}

std::string leaving_sequences()
{
    collected.clear();
    for (const char* const sequence :
         {orig_pair, exit_attribute_mode, keypad_local, cursor_normal, exit_ca_mode}) {
        if (sequence != nullptr)
            tputs(sequence, 1, collect);
    }
    return collected;
}

} // namespace zws::peek
