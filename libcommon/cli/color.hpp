// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws {

enum class Color { red, yellow, cyan };

/// Whether what is written to `fd` is for people who want colours: a terminal, without NO_COLOR in the
/// environment (no-color.org) and with a TERM that is not "dumb".
bool shows_color(int fd);

/// `text` between the sequences that switch a colour on and off (ECMA-48 section 8.3.117).
std::string colored(Color color, std::string_view text);

} // namespace zws
