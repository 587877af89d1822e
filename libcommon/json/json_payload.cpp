// SPDX-License-Identifier: MIT
#include "libcommon/json/json_payload.hpp"

#include "libcommon/json/json_text.hpp"
#include "libcommon/text/utf8.hpp"

namespace zws {

namespace {

/// What comes before the first blank; empty where that cannot be a topic.
std::string_view topic_before_blank(std::string_view text)
{
    const bool is_json = text.starts_with('{') || text.starts_with('[') || text.starts_with('"');
    const auto blank = is_json ? std::string_view::npos : text.find(' ');
    const auto topic = blank == std::string_view::npos ? std::string_view() : text.substr(0, blank);
    return is_utf8(topic) ? topic : std::string_view();
}

} // namespace

std::string append_json_payload(std::string& out, std::string_view frame, bool alone, std::string_view& topic)
{
    topic = {};
    if (frame.ends_with('\0'))
        frame.remove_suffix(1);
    std::string error = append_json(out, frame);
    if (error.empty() || !alone)
        return error;
    const auto before = topic_before_blank(frame);
    if (before.empty() || !append_json(out, frame.substr(before.size() + 1)).empty())
        return error;
    topic = before;
    return {};
}

} // namespace zws
