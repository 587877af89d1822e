// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/decoder.hpp"
#include "libcommon/json/json_tree.hpp"
#include "libcommon/points/plain_text.hpp"
#include "tools/zpeek/recognising/layout.hpp"

#include <optional>
#include <string>

namespace zws::peek {

/// Makes values of the payloads of a topic, by the layout that was recognised.
class PayloadReader {
public:
    /// `layout` has to stay.
    explicit PayloadReader(const Layout& layout);

    /// The value of a message, good until the next call; nullptr where there is none.
    const JsonNode* read(const KeptMessage& message);
    /// The same as JSON in one line; empty where it was made of text that is not like JSON.
    std::string_view json() const { return json_; }
    /// What --decode takes to make JSON of the messages; empty: nothing is needed, or nothing does.
    const std::string& chain() const { return chain_; }

private:
    const JsonNode* read_plain(std::string_view text, const KeptMessage& message);
    const JsonNode* read_cells(std::string_view line);

    const Layout& layout_;
    std::string chain_;
    std::optional<Decoder> decoder_;
    std::string json_;
    points::PlainText plain_; ///< has what the tree is of
    JsonTree tree_;
};

} // namespace zws::peek
