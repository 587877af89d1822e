// SPDX-License-Identifier: MIT
#include "libcommon/json_string.hpp"
#include "libcommon/json_text.hpp"
#include "libcommon/unix_time.hpp"
#include "tools/zfeed/parsers.hpp"

#include <nlohmann/json.hpp>

namespace zws::feed {

namespace {

using nlohmann::json;

/// A member of the payload that is made of one of the line.
struct Pick {
    std::string name;
    json::json_pointer from;
};

std::vector<Pick> picks(const ParseOptions& options)
{
    std::vector<Pick> all;
    if (!options.x.empty())
        all.push_back({"x", json::json_pointer(options.x)});
    for (const auto& y : options.y) {
        const auto name = y.substr(y.rfind('/') + 1); // npos + 1 is 0
        all.push_back({options.y.size() == 1 ? "y" : name, json::json_pointer(y)});
    }
    return all;
}

class JsonParser final : public Parser {
public:
    explicit JsonParser(const ParseOptions& options)
        : topic_(options.topic),
          stamped_(options.x.empty()),
          picks_(picks(options)),
          has_topic_(!options.topic_from.empty()),
          topic_from_(options.topic_from)
    {
    }

    std::string parse(std::string_view line, Parsed& parsed) override
    {
        parsed.frames.clear();
        line = line.substr(0, line.find_last_not_of(" \t\r") + 1); // npos + 1 is 0
        if (line.empty())
            return {};
        if (std::string error = read_json(line, finite_); !error.empty())
            return "no JSON: " + error;
        if (has_topic_ || !picks_.empty()) {
            if (std::string why = look_into(json::parse(line, nullptr, false), line); !why.empty())
                return why;
        }
        if (topic_)
            parsed.frames.emplace_back(*topic_);
        parsed.frames.push_back(line);
        return {};
    }

private:
    /// Finds the topic, and sets `line` to the payload that is made of what was picked.
    std::string look_into(const json& value, std::string_view& line)
    {
        if (value.is_discarded())
            return "a number that is too large to look at";
        if (has_topic_) {
            if (!value.contains(topic_from_) ||
                !(value[topic_from_].is_string() || value[topic_from_].is_number()))
                return "no text or number at '" + topic_from_.to_string() + "' for the topic";
            const json& found = value[topic_from_];
            topic_ = found.is_string() ? found.get<std::string>() : found.dump();
        }
        if (picks_.empty())
            return {};
        payload_ = "{";
        if (stamped_) {
            payload_ += "\"x\":";
            append_unix_time(payload_, std::chrono::system_clock::now());
        }
        for (const Pick& pick : picks_) {
            if (!value.contains(pick.from) || !(value[pick.from].is_number() || value[pick.from].is_null()))
                return "no number at '" + pick.from.to_string() + "'";
            payload_ += payload_.size() > 1 ? "," : "";
            append_json_bytes(payload_, pick.name);
            payload_ += ':' + value[pick.from].dump();
        }
        payload_ += '}';
        line = payload_;
        return {};
    }

    std::optional<std::string> topic_;
    bool stamped_; ///< x is the time of the line
    std::vector<Pick> picks_;
    bool has_topic_;
    json::json_pointer topic_from_;
    std::string finite_; ///< the text with null for NaN and infinities
    std::string payload_;
};

} // namespace

std::unique_ptr<Parser> json_parser(const ParseOptions& options)
{
    return std::make_unique<JsonParser>(options);
}

} // namespace zws::feed
