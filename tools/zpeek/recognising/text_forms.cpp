// SPDX-License-Identifier: MIT
#include "tools/zpeek/recognising/text_forms.hpp"

#include "libcommon/json/json_events.hpp"
#include "libcommon/json/json_text.hpp"
#include "libcommon/points/influx.hpp"
#include "libcommon/points/number.hpp"
#include "libcommon/points/pairs.hpp"
#include "libcommon/points/plain_text.hpp"
#include "libcommon/points/quantity.hpp"
#include "libcommon/points/white_space.hpp"
#include "libcommon/text/character.hpp"
#include "tools/zpeek/sampling/topic_name.hpp"

#include <algorithm>
#include <array>

namespace zws::peek {

namespace {

Encoding certain(std::string_view name, std::string_view told_by)
{
    return {std::string(name), std::string(told_by), Surety::certain};
}

/// The text without what may stand around it: a byte order mark, a NUL at the end, white space.
std::string_view bare(std::string_view text)
{
    if (text.starts_with(byte_order_mark))
        text.remove_prefix(byte_order_mark.size());
    if (text.ends_with('\0'))
        text.remove_suffix(1);
    return points::trimmed(text);
}

bool is_read_as_json(std::string_view text)
{
    std::string buffer;
    return read_json(text, buffer).empty();
}

/// Calls `holds` with each line that is not empty; false where it does not hold for one, or there is none.
bool all_lines(std::string_view text, auto holds)
{
    bool any = false;
    while (!text.empty()) {
        const auto line = points::trimmed(text.substr(0, text.find('\n')));
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
        if (line.empty())
            continue;
        if (!holds(line))
            return false;
        any = true;
    }
    return any;
}

std::optional<Encoding> as_json(std::string_view text)
{
    if (!points::begins_as_json(text))
        return std::nullopt;
    if (is_read_as_json(text))
        return certain("json", text.starts_with('{')   ? "it is an object of JSON"
                               : text.starts_with('[') ? "it is an array of JSON"
                                                       : "it is a text of JSON");
    const bool lines =
        all_lines(text, [](std::string_view line) { return line.starts_with('{') && is_read_as_json(line); });
    return lines ? std::optional(certain("jsonl", "each line is an object of JSON")) : std::nullopt;
}

std::optional<Encoding> as_python(std::string_view text)
{
    JsonTree tree;
    return points::read_python(text, "", tree).value != nullptr
               ? std::optional(certain("text", "it is what Python prints of a dict, a list or a tuple"))
               : std::nullopt;
}

/// "12:34 {...}"
std::optional<Encoding> as_timed_json(std::string_view text)
{
    const auto begin = text.find('{');
    const bool is = begin != std::string_view::npos && is_moment(points::trimmed(text.substr(0, begin))) &&
                    is_read_as_json(text.substr(begin));
    return is ? std::optional(certain("text", "it is a time and an object of JSON")) : std::nullopt;
}

std::optional<Encoding> as_xml(std::string_view text)
{
    const bool tagged =
        text.size() > 3 && text.starts_with('<') && text.ends_with('>') &&
        (text.starts_with("<?xml") || text.find("</") != std::string_view::npos || text.ends_with("/>"));
    return tagged ? std::optional(certain("xml", "it begins and ends with tags")) : std::nullopt;
}

/// "$GPGGA,...*47": the digits at the end are the exclusive or of what is between (NMEA 0183).
bool is_nmea(std::string_view line)
{
    if (line.size() < 7 || (line[0] != '$' && line[0] != '!') || line[line.size() - 3] != '*')
        return false;
    unsigned sum = 0;
    for (const char c : line.substr(1, line.size() - 4))
        sum ^= static_cast<unsigned char>(c);
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto upper = [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; };
    return upper(line[line.size() - 2]) == digits[sum >> 4U & 15U] && upper(line.back()) == digits[sum & 15U];
}

std::optional<Encoding> as_nmea(std::string_view text)
{
    return all_lines(text, is_nmea)
               ? std::optional(certain("nmea", "sentences of NMEA 0183 whose checksums fit"))
               : std::nullopt;
}

std::optional<Encoding> as_prometheus(std::string_view text)
{
    const bool is = text.starts_with("# HELP ") || text.starts_with("# TYPE ");
    return is ? std::optional(certain("prometheus", "it begins with '# HELP' or '# TYPE'")) : std::nullopt;
}

/// By the readers of points, in their order (points::read_plain()).
std::optional<Encoding> as_values(std::string_view text)
{
    JsonTree tree;
    const bool one_line = text.find('\n') == std::string_view::npos;
    if (points::number_of_text(text))
        return certain("text", "it is a number");
    if (points::quantity_of(text))
        return certain("text", "it is a number with a unit");
    if (one_line && points::read_pairs(text, false, tree) != nullptr)
        return certain("logfmt", "it is pairs of a name and a value");
    const auto is_influx = [&tree](std::string_view line) {
        return points::read_influx(line, tree).value != nullptr;
    };
    if (!one_line)
        return all_lines(text, is_influx)
                   ? std::optional(certain("influx", "its lines are of InfluxDB's line protocol"))
                   : std::nullopt;
    constexpr std::string_view separators = ",;\t";
    const bool separated = text.find_first_of(separators) != std::string_view::npos;
    const bool numbers = points::read_plain(text, "topic", 0, tree).value != nullptr;
    if (is_influx(text))
        return certain("influx", "it is a line of InfluxDB's line protocol");
    if (!numbers)
        return std::nullopt;
    return separated ? certain("csv", "it is values with separators between them")
                     : certain("text", "it is numbers with blanks between them");
}

Encoding as_text(std::string_view text)
{
    const bool is_broken_json = points::begins_as_json(text);
    return certain("text", is_broken_json ? "it can be read, and is not JSON, although it begins so"
                                          : "it can be read");
}

} // namespace

std::optional<Encoding> text_form(std::string_view bytes)
{
    if (!is_readable(bytes))
        return std::nullopt;
    const auto text = bare(bytes);
    using Recogniser = std::optional<Encoding> (*)(std::string_view);
    constexpr std::array<Recogniser, 7> forms{as_json, as_python,     as_timed_json, as_xml,
                                              as_nmea, as_prometheus, as_values};
    for (const Recogniser form : forms) {
        if (auto found = form(text))
            return found;
    }
    return as_text(text);
}

} // namespace zws::peek
