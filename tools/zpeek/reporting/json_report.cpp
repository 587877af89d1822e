// SPDX-License-Identifier: MIT
#include "tools/zpeek/reporting/json_report.hpp"

#include "libcommon/json/json_string.hpp"

#include <nlohmann/json.hpp>

namespace zws::peek {

namespace {

using Json = nlohmann::ordered_json;

double in_seconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

/// A text, or an object with its base64 where it is not UTF-8.
Json bytes(std::string_view text)
{
    std::string json;
    append_json_bytes(json, text);
    return Json::parse(json);
}

Json text_or_null(std::string_view text)
{
    return text.empty() ? Json() : bytes(text);
}

/// Digits of a number, as a number.
Json number(const std::string& digits)
{
    auto value = Json::parse(digits, nullptr, false);
    return value.is_discarded() ? Json() : value;
}

Json peer_json(const PeerState& peer)
{
    return {{"endpoint", bytes(peer.endpoint.address)},
            {"side", peer.endpoint.side == Endpoint::Side::bind ? "bind" : "connect"},
            {"type", text_or_null(peer.identity.type)},
            {"zmtp", text_or_null(peer.identity.zmtp)},
            {"mechanism", text_or_null(peer.identity.mechanism)},
            {"problem", text_or_null(peer.problem)}};
}

Json encoding_name(const Encoding& encoding)
{
    return encoding.known() ? Json(encoding.name) : Json();
}

/// Also what it may be, where it is not known.
void add_encoding(Json& out, const Encoding& encoding)
{
    out["encoding"] = encoding_name(encoding);
    out["surety"] = word_of(encoding.surety);
    if (!encoding.known() && !encoding.name.empty())
        out["perhaps"] = encoding.name;
    out["told_by"] = bytes(encoding.told_by);
}

Json frame_json(const FrameRole& role)
{
    Json out{{"least", role.least}, {"greatest", role.greatest}};
    add_encoding(out, role.encoding);
    if (!role.number)
        return out;
    const bool is_time = role.number->meaning == FrameNumber::Meaning::time;
    out["number"] = is_time ? "time" : "sequence";
    if (is_time)
        out["unit"] = role.number->unit;
    return out;
}

Json frames_json(const Layout& layout)
{
    Json out = Json::array();
    for (const auto& role : layout.frames)
        out.push_back(frame_json(role));
    return out;
}

Json time_json(const TopicFindings& found)
{
    if (found.time) {
        const auto& time = *found.time;
        return {{"field", bytes(time.pointer)},   {"unit", time.unit},
                {"surety", word_of(time.surety)}, {"told_by", time.told_by},
                {"own_clock", time.own_clock},    {"page", found.page_time == time.pointer}};
    }
    for (std::size_t place = 0; place < found.layout.frames.size(); ++place) {
        const auto& number = found.layout.frames[place].number;
        if (number && number->meaning == FrameNumber::Meaning::time)
            return {{"field", nullptr}, {"frame", place}, {"unit", number->unit}, {"surety", "certain"}};
    }
    return {};
}

void add_sequence(Json& out, const TopicFindings& found)
{
    out["sequence"] = found.sequence ? bytes(found.sequence->where) : Json();
    out["gaps"] = found.sequence ? Json(found.sequence->steps.gaps) : Json();
    out["lost"] = found.sequence ? Json(found.sequence->steps.lost) : Json();
    out["shared"] = found.sequence && found.sequence->shared;
}

Json field_json(const Field& field)
{
    Json out{{"type", field.type()}};
    if (!field.least().empty()) {
        out["least"] = number(field.least());
        out["greatest"] = number(field.greatest());
    }
    out["example"] = field.example().ends_with(",...]") ? Json(field.example()) : number(field.example());
    return out;
}

Json fields_json(const Fields& fields)
{
    Json out = Json::object();
    for (const auto& field : fields.all())
        out[field.pointer()] = field_json(field);
    return out;
}

Json topic_json(const TopicFindings& found, const Commands& commands, std::chrono::nanoseconds looked)
{
    const auto& flow = found.topic->flow;
    const double rate = flow.rate(looked);
    Json out{{"topic", text_or_null(found.topic->subscription())}};
    if (found.topic->topics > 1)
        out["family"] = {{"topics", found.topic->topics}, {"pattern", text_or_null(found.topic->name)}};
    out.update(
        {{"messages", flow.messages()},
         {"rate", rate},
         {"bytes", flow.bytes()},
         {"bytes_rate", rate * static_cast<double>(flow.bytes()) / static_cast<double>(flow.messages())},
         {"size", {{"least", flow.least_size()}, {"greatest", flow.greatest_size()}}},
         {"interval", nullptr},
         {"frames", found.layout.frames.size()},
         {"layout", frames_json(found.layout)},
         {"payload", found.layout.payload}});
    if (flow.intervals().count() > 0)
        out["interval"] = {{"p50", in_seconds(flow.intervals().quantile(0.5))},
                           {"p99", in_seconds(flow.intervals().quantile(0.99))}};
    add_encoding(out, found.layout.encoding);
    out["decode"] = text_or_null(found.decode);
    out["profile"] = text_or_null(found.layout.profile);
    out["time"] = time_json(found);
    add_sequence(out, found);
    out["fields"] = fields_json(*found.fields);
    out["commands"] = commands.lines;
    out["page"] = text_or_null(commands.page);
    return out;
}

} // namespace

std::string json_report(const StreamFindings& stream)
{
    Json peers = Json::array();
    for (const auto& peer : stream.peers)
        peers.push_back(peer_json(peer));
    Json topics = Json::array();
    for (std::size_t i = 0; i < stream.found.size(); ++i)
        topics.push_back(topic_json(stream.found[i], stream.commands[i], stream.looked));
    Json out{{"peer", peers.empty() ? Json() : peers.front()}};
    if (peers.size() > 1)
        out["peers"] = peers;
    out["looked"] = in_seconds(stream.looked);
    out["messages"] = stream.topics->flow().messages();
    out["others"] = stream.topics->others();
    out["topics"] = std::move(topics);
    out["try"] = stream.advice;
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace zws::peek
