// SPDX-License-Identifier: MIT
#include "libcommon/json/json_events.hpp"

#include <boost/json/src.hpp> // all of it, in this object alone: there is no library to link

namespace zws {

std::string json_error_at(std::string_view text, std::size_t at, const std::string& reason)
{
    if (text.find_first_not_of(" \t\r\n", at) == std::string_view::npos)
        return "parse error at the end: " + reason;
    const auto before = text.substr(0, at);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto column = at - (before.rfind('\n') + 1); // npos + 1 is 0
    return "parse error at line " + std::to_string(line) + ", column " + std::to_string(column + 1) + ": " +
           reason;
}

} // namespace zws
