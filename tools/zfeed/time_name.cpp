// SPDX-License-Identifier: MIT
#include "tools/zfeed/time_name.hpp"

#include "libcommon/text/character.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace zws::feed {

namespace {

constexpr std::array<std::string_view, 4> plain_names{"t", "time", "ts", "timestamp"};

bool is_variant(std::string_view name)
{
    if (name.starts_with('@') || name.starts_with('_'))
        name.remove_prefix(1);
    return std::any_of(plain_names.begin() + 1, plain_names.end(),
                       [name](std::string_view plain) { return equal_but_for_case(name, plain); });
}

} // namespace

std::optional<std::size_t> time_name(const std::vector<std::string>& names)
{
    const auto index = [&](auto found) {
        return found == names.end() ? std::nullopt
                                    : std::optional(static_cast<std::size_t>(found - names.begin()));
    };
    for (const auto name : plain_names) {
        if (const auto found = index(std::find(names.begin(), names.end(), name)))
            return found;
    }
    if (const auto found = index(std::find_if(names.begin(), names.end(), is_variant)))
        return found;
    const bool y = std::find(names.begin(), names.end(), "y") != names.end();
    return y ? index(std::find(names.begin(), names.end(), "x")) : std::nullopt;
}

} // namespace zws::feed
