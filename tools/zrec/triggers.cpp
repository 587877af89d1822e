// SPDX-License-Identifier: MIT
#include "tools/zrec/triggers.hpp"

#include "libcommon/json/json_text.hpp"

namespace zws::rec {

Triggers::Triggers(const std::vector<Condition>& conditions)
    : conditions_(conditions), held_(conditions.size())
{
}

const Condition* Triggers::became_true(mcap::ChannelId channel, const Message& message)
{
    if (conditions_.empty())
        return nullptr;
    json_.clear();
    std::string_view topic;
    if (!append_json_payload(json_, message.payload(), message.frame_count() == 1, topic).empty())
        return nullptr;
    const Condition* first = nullptr;
    for (std::size_t i = 0; i < conditions_.size(); ++i) {
        const auto holds = conditions_[i].holds(json_);
        if (channel >= held_[i].size())
            held_[i].resize(channel + std::size_t{1});
        if (holds && *holds && !held_[i][channel] && first == nullptr)
            first = &conditions_[i];
        if (holds)
            held_[i][channel] = *holds;
    }
    return first;
}

} // namespace zws::rec
