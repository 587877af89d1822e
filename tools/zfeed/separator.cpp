// SPDX-License-Identifier: MIT
#include "tools/zfeed/separator.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace zws::feed {

char detect_separator(std::string_view line)
{
    constexpr std::string_view candidates = "\t;,|";
    std::array<std::size_t, candidates.size()> counts{};
    bool quoted = false;
    for (const char c : line) {
        quoted ^= c == '"';
        const auto at = quoted ? std::string_view::npos : candidates.find(c);
        if (at != std::string_view::npos)
            ++counts[at];
    }
    const bool numbers = line.find_first_of("0123456789+-.") == line.find_first_not_of(" \t\"");
    const auto* const chosen =
        numbers ? std::find_if(counts.begin(), counts.end(), [](std::size_t count) { return count > 0; })
                : std::max_element(counts.begin(), counts.end());
    if (chosen == counts.end() || *chosen == 0)
        return ',';
    return candidates[static_cast<std::size_t>(chosen - counts.begin())];
}

std::optional<char> declared_separator(std::string_view line)
{
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    if (line.starts_with('"') && line.ends_with('"') && line.size() == 7)
        line = line.substr(1, 5);
    const bool declares = line.size() == 5 && (line.starts_with("sep=") || line.starts_with("SEP="));
    return declares ? std::optional(line.back()) : std::nullopt;
}

} // namespace zws::feed
