// SPDX-License-Identifier: MIT
#include "tools/zpeek/findings/findings.hpp"

#include "tools/zpeek/fields/page_time.hpp"
#include "tools/zpeek/fields/payload_reader.hpp"

namespace zws::peek {

namespace {

using Meaning = FrameNumber::Meaning;

/// Of a profile its own place, which --seq auto knows as well.
std::optional<Sequence> sequence_in_frames(const Layout& layout)
{
    const auto count = layout.frames.size();
    for (std::size_t place = 0; place < count; ++place) {
        const auto& number = layout.frames[place].number;
        if (!number || number->meaning != Meaning::sequence)
            continue;
        const bool last = place + 1 == count && count > 1;
        const auto where = (last ? "last" : std::to_string(place)) + ':' + number->element;
        return Sequence{number->is_position() ? number->element : where, number->steps, number->shared};
    }
    return std::nullopt;
}

void read_payloads(TopicFindings& found)
{
    PayloadReader reader(found.layout);
    found.decode = reader.chain();
    for (const auto& kept : found.topic->kept) {
        const double arrived = kept.arrival.unix_seconds();
        const auto* const payload = reader.read(kept);
        if (payload == nullptr) {
            ++found.unread;
            continue;
        }
        if (found.page_time.empty())
            found.page_time = page_time(*payload, arrived).value_or("");
        found.fields->add(*payload, reader.json(), {arrived, kept.connection});
    }
}

} // namespace

TopicFindings look_into(const TopicSample& topic)
{
    TopicFindings found{&topic, layout_of(topic), {}, {}, 0, std::make_shared<Fields>(), {}, {}};
    read_payloads(found);
    found.time = find_time(*found.fields, found.page_time);
    found.sequence = sequence_in_frames(found.layout);
    const auto in_payload = find_sequence(*found.fields, found.time ? found.time->pointer : "");
    if (!found.sequence && in_payload)
        found.sequence = Sequence{"json:" + in_payload->pointer, in_payload->steps};
    return found;
}

} // namespace zws::peek
