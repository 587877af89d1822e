// SPDX-License-Identifier: MIT
// By itself, as term.h has macros with names of all kinds.
#include "tools/zpeek/terminal/capabilities.hpp"

#include <curses.h>
#include <term.h>

namespace zws::peek {

namespace {

std::string collected;

int collect(int character)
{
    collected += static_cast<char>(character);
    return character;
}

} // namespace

bool can_move_cursor()
{
    return cursor_address != nullptr;
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
