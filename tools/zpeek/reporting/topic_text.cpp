// SPDX-License-Identifier: MIT
#include "tools/zpeek/reporting/topic_text.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/text/quantity.hpp"

#include <algorithm>
#include <array>

namespace zws::peek {

namespace {

constexpr std::size_t most_fields = 40;

/// "  name       text"
std::string row(const std::string& name, const std::string& text)
{
    constexpr std::size_t width = 11;
    return "  " + name + std::string(width - std::min(width - 1, name.size()), ' ') + text + '\n';
}

std::string sizes(std::size_t least, std::size_t greatest)
{
    const auto size = [](std::size_t bytes) { return rough_size(std::uint64_t{bytes}); };
    return least == greatest ? size(least) : size(least) + " to " + size(greatest);
}

std::string with_surety(const std::string& told_by, Surety surety)
{
    return (told_by.empty() ? "" : ": " + log::printable(told_by)) + "; " + std::string(word_of(surety));
}

std::string encoding_text(const Encoding& encoding)
{
    if (encoding.name.empty())
        return "not known" + (encoding.told_by.empty() ? "" : ": " + encoding.told_by);
    return encoding.name + with_surety(encoding.told_by, encoding.surety);
}

std::string number_text(const FrameNumber& number)
{
    if (number.meaning == FrameNumber::Meaning::time)
        return "a time in " + number.unit + ", as " + number.element;
    const bool is_position = number.is_position();
    return (is_position ? "the position in the stream" : "a sequence number, as " + number.element) +
           (number.shared ? ", with numbers of other topics between" : "");
}

std::string frame_text(const TopicFindings& found, std::size_t place)
{
    const auto& layout = found.layout;
    const auto& role = layout.frames[place];
    const bool is_topic = place == 0 && layout.frames.size() > 1 && !found.topic->name.empty();
    return sizes(role.least, role.greatest) + ", " +
           (is_topic                  ? "the topic"
            : role.number             ? number_text(*role.number)
            : place == layout.payload ? encoding_text(layout.encoding)
                                      : encoding_text(role.encoding));
}

std::string frames_text(const TopicFindings& found)
{
    const auto& layout = found.layout;
    std::string text;
    for (std::size_t place = 0; place < layout.frames.size(); ++place)
        text += row(layout.frames.size() == 1 ? "frame" : "frame " + std::to_string(place),
                    frame_text(found, place));
    if (layout.frames.empty())
        text += row("frame", encoding_text(layout.encoding));
    if (layout.others > 0)
        text += row("", std::to_string(layout.others) + " messages have another number of frames");
    if (found.unread > 0 && found.unread < found.topic->kept.size())
        text += row("", std::to_string(found.unread) + " payloads are not of that encoding");
    if (!layout.profile.empty())
        text += row("publisher", "the profile '" + layout.profile + "' fits all messages");
    return text;
}

std::string time_text(const TopicFindings& found)
{
    if (found.time) {
        const auto& time = *found.time;
        const bool other = !found.page_time.empty() && found.page_time != time.pointer;
        return row("time", log::printable(time.pointer) + " in " +
                               (time.unit == "iso" ? "ISO 8601" : time.unit) +
                               with_surety(time.told_by, time.surety)) +
               (other ? row("", "the page takes " + log::printable(found.page_time) + " for it") : "");
    }
    for (std::size_t place = 0; place < found.layout.frames.size(); ++place) {
        const auto& number = found.layout.frames[place].number;
        if (number && number->meaning == FrameNumber::Meaning::time)
            return row("time", "frame " + std::to_string(place) + " in " + number->unit);
    }
    return row("time", "not known");
}

std::string sequence_text(const TopicFindings& found)
{
    if (!found.sequence)
        return row("sequence", "not known");
    const auto& [where, steps, shared] = *found.sequence;
    std::string text = log::printable(where) + (shared ? ", with other topics together" : "");
    text += ", " + std::to_string(steps.lost) + " lost in " + std::to_string(steps.gaps) +
            (steps.gaps == 1 ? " gap" : " gaps") + " of " + std::to_string(steps.count + 1) + " messages";
    return row("sequence", text);
}

std::string range_of(const Field& field)
{
    if (field.least().empty())
        return "";
    return field.least() == field.greatest() ? field.least() : field.least() + " to " + field.greatest();
}

/// Columns of the same width, the last one as it comes.
std::string table(const std::vector<std::array<std::string, 4>>& rows)
{
    std::array<std::size_t, 4> widths{};
    for (const auto& cells : rows) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            widths[i] = std::max(widths[i], cells[i].size());
    }
    std::string text;
    for (const auto& cells : rows) {
        std::string line = "    ";
        for (std::size_t i = 0; i < cells.size(); ++i)
            line += cells[i] + std::string(widths[i] - cells[i].size() + 2, ' ');
        text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
    }
    return text;
}

std::string fields_text(const Fields& fields)
{
    if (fields.all().empty())
        return "";
    std::vector<std::array<std::string, 4>> rows;
    for (const auto& field : fields.all()) {
        if (rows.size() == most_fields)
            break;
        const auto name = field.pointer().empty() ? "(whole)" : log::printable(field.pointer());
        rows.push_back({name, field.type(), range_of(field), log::printable(field.example())});
    }
    std::string text = row("fields", "");
    text.erase(text.find_last_not_of(" \n") + 1);
    text += '\n' + table(rows);
    const auto more = fields.all().size() - rows.size();
    if (more > 0 || fields.passed_over() > 0)
        text += "    and " + (more > 0 ? std::to_string(more) + " more" : std::string("others")) + '\n';
    return text;
}

std::string name_text(const TopicSample& topic)
{
    const auto name = log::printable(log::excerpt(topic.name));
    if (topic.topics > 1)
        return std::to_string(topic.topics) + (name.empty() ? " topics, all different" : " topics " + name);
    return name.empty() ? "no topic" : "topic " + name;
}

} // namespace

std::string topic_line(const TopicFindings& found, std::chrono::nanoseconds looked)
{
    const auto& flow = found.topic->flow;
    const double rate = flow.rate(looked);
    const double mean = static_cast<double>(flow.bytes()) / static_cast<double>(flow.messages());
    std::string text = name_text(*found.topic) + ": " + std::to_string(flow.messages()) +
                       (flow.messages() == 1 ? " message, " : " messages, ") + decimal(rate) + "/s, " +
                       rough_size(rate * mean) + "/s, " + sizes(flow.least_size(), flow.greatest_size()) +
                       " each";
    const auto& intervals = flow.intervals();
    if (intervals.count() > 0)
        text += ", " + short_form(intervals.quantile(0.5)) + " between them (p99 " +
                short_form(intervals.quantile(0.99)) + ')';
    return text + '\n';
}

std::string topic_details(const TopicFindings& found)
{
    return frames_text(found) + time_text(found) + sequence_text(found) + fields_text(*found.fields);
}

} // namespace zws::peek
