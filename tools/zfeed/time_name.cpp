// SPDX-License-Identifier: MIT
#include "tools/zfeed/time_name.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace zws::feed {

namespace {

constexpr std::array<std::string_view, 4> plain_names{"t", "time", "ts", "timestamp"};

/// In lower case, without an '@' or '_' in front.
std::string plain(std::string_view name)
{
    if (name.starts_with('@') || name.starts_with('_'))
        name.remove_prefix(1);
    std::string out(name);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return out;
}

bool is_variant(const std::string& name)
{
    return std::find(plain_names.begin() + 1, plain_names.end(), plain(name)) != plain_names.end();
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
