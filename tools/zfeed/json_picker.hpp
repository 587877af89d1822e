// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zfeed/parsers.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace zws::feed {

/// Makes a topic and a payload of parts of a JSON text, as --topic-from, --x and --y name them by pointers
/// (RFC 6901). The payload has the time, x beside y or t beside others, and a member for each value: y for a
/// single one, else called after the last part of its pointer, or after the whole pointer where two would
/// have one name.
class JsonPicker {
public:
    explicit JsonPicker(const ParseOptions& options);

    /// Whether there is anything to pick.
    bool picks() const { return has_topic_ || !picks_.empty(); }

    /// Looks into `text`, which is JSON, and makes it the payload; returns why it cannot be.
    std::string look_into(std::string_view& text, Sink& sink);

    /// The topic of the last text, where topics are picked.
    const std::string& topic() const { return topic_; }
    bool has_topic() const { return has_topic_; }

private:
    using Json = nlohmann::json;

    struct Pick {
        std::string begin; ///< "name":
        Json::json_pointer from;
    };

    std::string take_topic(const Json& value);
    std::string append_time(const Json& value, Sink& sink);
    std::string append_value(const Json& value, const Json::json_pointer& from);

    std::vector<Pick> picks_;
    std::string x_; ///< pointer of the time; empty: not told
    std::string time_begin_;
    bool has_topic_;
    Json::json_pointer topic_from_;
    std::string topic_;
    std::string payload_;
};

} // namespace zws::feed
