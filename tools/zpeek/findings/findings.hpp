// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/fields/fields.hpp"
#include "tools/zpeek/fields/sequence_field.hpp"
#include "tools/zpeek/fields/time_field.hpp"
#include "tools/zpeek/recognising/layout.hpp"
#include "tools/zpeek/sampling/samples.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace zws::peek {

/// A sequence number of messages, and where it is.
struct Sequence {
    std::string where; ///< as --seq of zcat names it: "json:/seq", "last:u32le"
    Steps steps;
    bool shared = false; ///< numbers between are of messages of other topics: a gap is not a loss
};

/// What is known of a topic.
struct TopicFindings {
    const TopicSample* topic; ///< which has to stay
    Layout layout;
    std::string decode;       ///< what --decode takes; empty: nothing is needed, or nothing does
    std::string page_time;    ///< pointer to what the page takes for the time; empty: the arrival
    std::uint64_t unread = 0; ///< messages whose payload is not of that encoding
    std::shared_ptr<Fields> fields;
    std::optional<TimeField> time;
    std::optional<Sequence> sequence;
};

/// Looks at all that was kept of a topic.
TopicFindings look_into(const TopicSample& topic);

} // namespace zws::peek
