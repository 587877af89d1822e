// SPDX-License-Identifier: MIT
#include "tools/zpeek/terminal/style.hpp"

#include <clocale>
#include <langinfo.h>
#include <string_view>

namespace zws::peek {

Charset charset_of_environment()
{
    std::setlocale(LC_CTYPE, "");
    return std::string_view(nl_langinfo(CODESET)) == "UTF-8" ? Charset::unicode : Charset::ascii;
}

} // namespace zws::peek
