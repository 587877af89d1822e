// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace zws::points {

/// Text that is not JSON, as a value of JSON with the same points.
struct PlainText {
    const JsonNode* value = nullptr;   ///< nullptr: it is a text and nothing else
    std::string topic = {};            ///< of the message; else that in the text; empty: none
    std::unique_ptr<std::string> json; ///< that the value is of, where it was made for that
};

/// Whether a text that is not JSON looks like some that is broken: it begins as an object, an array or a
/// text.
bool begins_as_json(std::string_view text);

/// Reads what the page reads (web/payload/plain_text.js has the forms): a topic and what is of it, a number
/// with a unit, columns, pairs with = or :, tables, the line protocol of InfluxDB. `text` is valid UTF-8 and
/// has to stay, and so has `tree`, which gets the value.
PlainText read_plain(std::string_view text, std::string_view topic, double arrived, JsonTree& tree);

/// Reads what Python prints of a dict, a list or a tuple; without a value for other text.
PlainText read_python(std::string_view text, std::string_view topic, JsonTree& tree);

} // namespace zws::points
