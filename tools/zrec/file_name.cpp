// SPDX-License-Identifier: MIT
#include "tools/zrec/file_name.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

namespace zws::rec {

std::string file_name(std::uint64_t time)
{
    const auto seconds = static_cast<std::time_t>(time / 1'000'000'000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 64> text{};
    const auto size = std::strftime(text.data(), text.size(), "zrec-%Y%m%dT%H%M%S", &parts);
    std::array<char, 32> rest{};
    std::snprintf(rest.data(), rest.size(), ".%06uZ.mcap", static_cast<unsigned>(time / 1000 % 1'000'000));
    return std::string(text.data(), size) + rest.data();
}

bool is_file_name(std::string_view name)
{
    constexpr std::string_view form = "zrec-00000000T000000.000000Z.mcap";
    return std::equal(name.begin(), name.end(), form.begin(), form.end(),
                      [](char c, char wanted) { return wanted == '0' ? c >= '0' && c <= '9' : c == wanted; });
}

} // namespace zws::rec
