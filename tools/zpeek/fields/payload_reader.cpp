// SPDX-License-Identifier: MIT
#include "tools/zpeek/fields/payload_reader.hpp"

#include "libcommon/json/json_text.hpp"
#include "libcommon/points/number.hpp"
#include "libcommon/points/plain_text.hpp"
#include "libcommon/points/white_space.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>

namespace zws::peek {

namespace {

std::string_view first_line(std::string_view text)
{
    return points::trimmed(text.substr(0, text.find('\n')));
}

} // namespace

PayloadReader::PayloadReader(const Layout& layout) : layout_(layout), chain_(layout.profile)
{
    const auto& encoding = layout.encoding;
    if (chain_.empty() && encoding.known())
        chain_ = encoding.decode;
    if (!chain_.empty())
        decoder_.emplace(DecoderOptions{chain_, {}});
}

const JsonNode* PayloadReader::read(const KeptMessage& message)
{
    json_.clear();
    const auto payload = payload_of(message, layout_);
    if (!payload)
        return nullptr;
    if (decoder_) {
        const bool whole = !layout_.profile.empty();
        const auto frames = whole ? message.frames : std::vector{std::string(*payload)};
        return decoder_->decode(Message(frames), json_).empty() ? tree_.read(json_) : nullptr;
    }
    const auto& name = layout_.encoding.name;
    if (!layout_.encoding.known() || !is_utf8(*payload))
        return nullptr;
    if (is_plain_text(name))
        return read_plain(*payload, message);
    if (name != "json" && name != "jsonl")
        return nullptr;
    std::string_view topic;
    const auto text = name == "jsonl" ? first_line(*payload) : *payload;
    return append_json_payload(json_, text, false, topic).empty() ? tree_.read(json_) : nullptr;
}

/// A topic is given, so that none is sought in the text.
const JsonNode* PayloadReader::read_plain(std::string_view text, const KeptMessage& message)
{
    const auto line = first_line(text);
    if (const auto* const number = tree_.read(line)) {
        json_ = line;
        return number;
    }
    plain_ = points::read_python(points::trimmed(text), message.topic(), tree_);
    if (plain_.value == nullptr)
        plain_ = points::read_plain(line, message.topic(), message.arrival.unix_seconds(), tree_);
    if (plain_.json)
        append_compact(json_, *plain_.json);
    if (plain_.value != nullptr)
        return plain_.value;
    return layout_.encoding.name == "csv" ? read_cells(line) : nullptr;
}

/// A line of CSV that has texts, which the page passes over, as an array.
const JsonNode* PayloadReader::read_cells(std::string_view line)
{
    constexpr std::string_view separators = ";\t|,";
    const auto* const sign = std::find_if(separators.begin(), separators.end(),
                                          [line](char c) { return line.find(c) != std::string_view::npos; });
    if (sign == separators.end())
        return nullptr;
    tree_.clear();
    tree_.begin(JsonNode::Kind::array);
    for (bool more = true; more;) {
        const auto cell = points::trimmed(line.substr(0, line.find(*sign)));
        more = line.find(*sign) != std::string_view::npos;
        line.remove_prefix(more ? line.find(*sign) + 1 : 0);
        if (const auto number = points::number_of_text(cell))
            tree_.add_number(*number, cell);
        else
            tree_.add_text(cell);
    }
    tree_.end();
    return tree_.root();
}

} // namespace zws::peek
