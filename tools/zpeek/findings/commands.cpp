// SPDX-License-Identifier: MIT
#include "tools/zpeek/findings/commands.hpp"

#include "libcommon/codec/profile.hpp"
#include "libcommon/text/character.hpp"
#include "libcommon/zmq/receiving_type.hpp"
#include "tools/zpeek/recognising/text_forms.hpp"

#include <algorithm>

namespace zws::peek {

namespace {

constexpr std::string_view page_address = "http://127.0.0.1:8000/";

bool is_letter_or_digit(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// As a value in the query of a URL (RFC 3986 section 3.4).
std::string in_query(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_letter_or_digit(c) || std::string_view("-._~/").find(c) != std::string_view::npos)
            out += c;
        else
            out.append("%").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    }
    return out;
}

std::string curve_of(const CurveOptions& curve)
{
    const auto flag = [](const char* name, const std::string& value) {
        return value.empty() ? "" : std::string(" ") + name + ' ' + shell_word(value);
    };
    return flag("--curve-cert", curve.cert) + flag("--curve-server-cert", curve.server_cert) +
           flag("--curve-allow", curve.allow);
}

/// One that an argument can have.
bool can_be_named(std::string_view topic)
{
    return !topic.empty() && is_readable(topic) && !topic.ends_with('\0') &&
           topic.find_first_of("\n\r") == std::string_view::npos;
}

/// What narrows the stream to the topic, or to what was looked at.
std::vector<std::string> topics_of(const TopicFindings& found, const Options& options, bool alone)
{
    if (options.type != zmq::socket_type::sub)
        return {};
    const auto topic = found.topic->subscription();
    if (!alone && can_be_named(topic))
        return {std::string(topic)};
    return options.input.topics;
}

/// Whether zcat and the page, which decode the second frame or the only one, can get at the data.
bool is_reached(const TopicFindings& found)
{
    const auto& layout = found.layout;
    const bool in_place = layout.payload == (layout.frames.size() > 1 ? 1U : 0U);
    const bool behind_topic =
        layout.topic_in_frame && (layout.encoding.name != "json" || layout.after_topic != ' ');
    return !layout.profile.empty() || (in_place && !behind_topic);
}

bool makes_json(const TopicFindings& found)
{
    return is_reached(found) && (!found.decode.empty() || found.layout.encoding.name == "json");
}

std::string format_of(const TopicFindings& found)
{
    const auto& frames = found.layout.frames;
    if (makes_json(found))
        return " --format json";
    const bool readable = std::all_of(frames.begin(), frames.end(), [](const FrameRole& role) {
        return is_text(role.encoding.name) || role.encoding.name == "empty";
    });
    return readable ? "" : " --format hex";
}

std::string decode_of(const TopicFindings& found)
{
    return is_reached(found) && !found.decode.empty() ? " --decode " + shell_word(found.decode) : "";
}

std::string sequence_of(const TopicFindings& found)
{
    const auto* const profile = codec::find_profile(found.layout.profile);
    if (profile != nullptr && !profile->sequence.empty())
        return " --seq auto";
    const bool counts = found.sequence && !found.sequence->shared;
    const bool in_json = counts && found.sequence->where.starts_with("json:");
    return counts && (!in_json || makes_json(found)) ? " --seq " + shell_word(found.sequence->where) : "";
}

/// The page takes the time by its own rules, unless the address says where it is.
std::string page_of(const TopicFindings& found, const std::vector<std::string>& topics)
{
    std::string query;
    const auto add = [&query](const char* name, std::string_view value) {
        query += (query.empty() ? "?" : "&") + std::string(name) + '=' + in_query(value);
    };
    for (const auto& topic : topics)
        add("topic", topic);
    if (found.time && found.time->pointer != found.page_time)
        add("x", found.time->pointer);
    return std::string(page_address) + query;
}

} // namespace

std::string shell_word(std::string_view word)
{
    const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
        return is_letter_or_digit(c) || std::string_view("-._:/,=@+").find(c) != std::string_view::npos;
    });
    if (plain)
        return std::string(word);
    std::string out = "'";
    for (const char c : word)
        out += c == '\'' ? "'\\''" : std::string(1, c);
    return out + "'";
}

std::string where_from(const Options& options)
{
    std::string text;
    for (const auto& [side, address] : options.input.endpoints)
        text += (side == Endpoint::Side::bind ? " --bind " : " --connect ") + shell_word(address);
    return text + (options.input.accept_zmtp1 ? " --accept-zmtp1" : "") + curve_of(options.input.curve);
}

Commands commands_for(const TopicFindings& found, const Options& options, bool alone)
{
    const auto topics = topics_of(found, options, alone);
    std::string named;
    for (const auto& topic : topics)
        named += " --topic " + shell_word(topic);
    const bool subscribes = options.type == zmq::socket_type::sub;
    const std::string type = subscribes ? "" : " --type " + receiving_name(options.type);
    Commands commands;
    commands.lines.push_back("zmqcat" + where_from(options) + type + named + decode_of(found) +
                             format_of(found) + sequence_of(found));
    const bool is_family = found.topic->topics > 1; // of which each topic would be a series of its own
    const bool plots =
        subscribes && !is_family && !found.fields->all().empty() &&
        (makes_json(found) || (is_reached(found) && is_plain_text(found.layout.encoding.name)));
    if (!plots)
        return commands;
    commands.lines.push_back("zws2browser" + where_from(options) + decode_of(found));
    commands.page = page_of(found, topics);
    return commands;
}

} // namespace zws::peek
