// SPDX-License-Identifier: MIT
#include "tools/zcat/formats.hpp"

#include "libcommon/text/suggestion.hpp"

#include <array>
#include <stdexcept>

namespace zws::cat {

namespace {

struct FormatRow {
    const char* name;
    std::unique_ptr<Formatter> (*make)(const FormatOptions&);
};

constexpr std::array<FormatRow, 6> table{{{"text", text_format},
                                          {"raw", raw_format},
                                          {"json", json_format},
                                          {"jsonl", jsonl_format},
                                          {"hex", hex_format},
                                          {"envelope", envelope_format}}};

} // namespace

std::vector<std::string> format_names()
{
    std::vector<std::string> names;
    names.reserve(table.size());
    for (const FormatRow& row : table)
        names.emplace_back(row.name);
    return names;
}

std::unique_ptr<Formatter> make_formatter(std::string_view format, const FormatOptions& options)
{
    if (format.find('%') != std::string_view::npos)
        return template_format(format, options);
    std::string known;
    for (const FormatRow& row : table) {
        if (format == row.name)
            return row.make(options);
        known += std::string(row.name) + ", ";
    }
    throw std::invalid_argument("not one of " + known + "or a template with '%'" +
                                did_you_mean(format, format_names()));
}

} // namespace zws::cat
