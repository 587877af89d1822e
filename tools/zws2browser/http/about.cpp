// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/about.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/json/json_string.hpp"
#include "libcommon/json/json_text.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/small_file.hpp"

#include <string_view>
#include <utility>

namespace zws::browser {

namespace {

std::string json_list(const std::vector<std::string>& texts)
{
    std::string out = "[";
    for (const auto& text : texts) {
        if (out.size() > 1)
            out += ',';
        append_json_bytes(out, text);
    }
    return out + ']';
}

std::vector<std::string> addresses(const Endpoints& endpoints)
{
    std::vector<std::string> found;
    for (const auto& endpoint : endpoints)
        found.push_back(endpoint.address);
    return found;
}

std::string json_title(const std::string& title)
{
    if (title.empty())
        return "null";
    std::string out;
    append_json_string(out, title);
    return out;
}

/// The JSON object in a file, in one line.
std::string read_layout(const std::string& file)
{
    const auto text = read_filled_file("--layout", file, About::largest_layout);
    if (const auto wrong = json_error(text); !wrong.empty())
        throw Error("--layout " + file + ": " + wrong);
    std::string layout;
    append_compact(layout, text);
    if (!layout.starts_with('{'))
        throw Error("--layout " + file + ": is not a JSON object");
    return layout;
}

} // namespace

About::About(const Endpoints& sources, const std::vector<std::string>& topics, const std::string& title,
             bool has_history, std::string layout_file)
    : stream_("{" + json_member("version") + "\"" ZWS_VERSION "\"," + json_member("endpoints") +
              json_list(addresses(sources)) + "," + json_member("topics") + json_list(topics) + "," +
              json_member("title") + json_title(title) + "," + json_member("history") +
              (has_history ? "true," : "false,") + json_member("layout")),
      layout_file_(std::move(layout_file)),
      content_(read())
{
}

Content About::json() const
{
    const std::lock_guard lock(mutex_);
    return content_;
}

void About::read_layout_again()
{
    if (layout_file_.empty())
        return;
    try {
        auto content = read();
        const std::lock_guard lock(mutex_);
        content_ = std::move(content);
        log::info("layout: read ", layout_file_);
    } catch (const Error& failure) {
        log::warning(failure.what(), "; the layout stays as it was");
    }
}

Content About::read() const
{
    return Content::of(stream_ + (layout_file_.empty() ? "null" : read_layout(layout_file_)) + "}\n");
}

} // namespace zws::browser
