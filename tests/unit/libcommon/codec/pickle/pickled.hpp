// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace zws::test {

/// The opcode of a short text (SHORT_BINUNICODE).
inline std::string pickled(const std::string& text)
{
    return "\x8c" + std::string(1, static_cast<char>(text.size())) + text;
}

} // namespace zws::test
