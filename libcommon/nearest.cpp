// SPDX-License-Identifier: MIT
#include "libcommon/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace zws {

namespace {

/// How many letters have to be put in, left out or replaced to make `b` of `a`.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1); // from the part of `a` before i to each beginning of `b`
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

} // namespace

std::string did_you_mean(std::string_view given, const std::vector<std::string>& names)
{
    constexpr std::size_t longest = 40; // of a name that was mistyped
    if (given.size() < 2 || given.size() > longest)
        return "";
    const std::size_t most = given.size() / 3 + 1;
    const std::string* best = nullptr;
    std::size_t least = most + 1;
    for (const auto& name : names) {
        const std::size_t far = name.starts_with(given) ? 1 : distance(given, name);
        if (far >= least || far >= name.size())
            continue;
        least = far;
        best = &name;
    }
    return best != nullptr ? " (did you mean " + *best + "?)" : "";
}

} // namespace zws
