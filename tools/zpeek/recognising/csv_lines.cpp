// SPDX-License-Identifier: MIT
#include "tools/zpeek/recognising/csv_lines.hpp"

#include "libcommon/points/number.hpp"
#include "libcommon/points/white_space.hpp"

#include <algorithm>

namespace zws::peek {

namespace {

/// How many separators there are outside of quotes.
std::size_t count_of(std::string_view line, char separator)
{
    bool quoted = false;
    std::size_t count = 0;
    for (const char c : line) {
        quoted = c == '"' ? !quoted : quoted;
        count += !quoted && c == separator ? 1 : 0;
    }
    return count;
}

bool has_number(std::string_view line, char separator)
{
    while (!line.empty()) {
        const auto cell = line.substr(0, line.find(separator));
        if (points::number_of_text(points::trimmed(cell)))
            return true;
        line.remove_prefix(std::min(cell.size() + 1, line.size()));
    }
    return false;
}

} // namespace

std::optional<Encoding> as_csv(const Column& frames)
{
    constexpr std::size_t fewest = 2; // separators, or texts with a comma would be lines
    if (frames.size() < 2)
        return std::nullopt;
    for (const char separator : {',', ';', '\t', '|'}) {
        const auto count = count_of(frames.front(), separator);
        const bool same = count >= fewest && std::all_of(frames.begin(), frames.end(), [&](auto frame) {
                              return count_of(frame, separator) == count && has_number(frame, separator);
                          });
        if (same)
            return Encoding{"csv",
                            "each has " + std::to_string(count + 1) + " values with separators between them",
                            Surety::likely};
    }
    return std::nullopt;
}

} // namespace zws::peek
