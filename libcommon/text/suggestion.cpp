// SPDX-License-Identifier: MIT
#include "libcommon/text/suggestion.hpp"

#include <algorithm>
#include <numeric>

namespace zws {

namespace {

/// How many letters were left out, put in, changed or swapped with their neighbour (Damerau and Levenshtein,
/// with each letter in one slip at most).
std::size_t slips(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(above);
        above.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + changed});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row[b.size()];
}

bool has_word(std::string_view name, std::string_view word)
{
    const std::string dashed = '-' + std::string(name) + '-';
    return dashed.find('-' + std::string(word) + '-') != std::string::npos;
}

/// The lower the likelier; `never`: not at all.
constexpr std::size_t never = 5;

std::size_t unlikeliness(std::string_view text, std::string_view name)
{
    const std::size_t most = text.size() < 3 ? 0 : text.size() < 5 ? 1 : 2;
    if (const auto count = slips(text, name); count <= most)
        return count;
    if (text.size() > 1 && name.starts_with(text))
        return 3;
    return text.size() > 1 && has_word(name, text) ? 4 : never;
}

} // namespace

std::vector<std::string> meant_names(std::string_view text, const std::vector<std::string>& names)
{
    constexpr std::size_t longest = 40; // of what is compared letter by letter
    if (text.size() > longest)
        return {};
    std::vector<std::string> found;
    std::size_t least = never;
    for (const auto& name : names) {
        const auto now = unlikeliness(text, name);
        if (now < least)
            found.clear();
        if (now <= least && now < never)
            found.push_back(name);
        least = std::min(least, now);
    }
    constexpr std::size_t most = 4;
    found.resize(std::min(found.size(), most));
    return found;
}

std::string did_you_mean(std::string_view text, const std::vector<std::string>& names,
                         std::string_view prefix)
{
    std::string out;
    for (const auto& name : meant_names(text, names))
        out.append(out.empty() ? " (did you mean " : " or ").append(prefix).append(name);
    return out.empty() ? out : out + "?)";
}

} // namespace zws
