// SPDX-License-Identifier: MIT
#include "tools/zpeek/top/numbering.hpp"

#include "libcommon/codec/byte_reader.hpp"

#include <algorithm>
#include <cmath>

namespace zws::peek {

namespace {

constexpr unsigned enough = 3; // steps by one
constexpr unsigned most_tried = 20;

constexpr std::array<std::string_view, 15> names{
    "seq",   "Seq",     "SEQ",    "sequence", "sequence_number", "sequenceNumber", "seq_no",      "seqno",
    "seqNo", "seq_num", "seqNum", "n",        "counter",         "msg_id",         "frame_number"};

/// Frames that may be numbers: beside the payload, in front of it or after it.
bool may_be_number(std::string_view frame)
{
    return frame.size() == 4 || frame.size() == 8;
}

} // namespace

std::array<Numbering::Place, Numbering::places> Numbering::all_places()
{
    static_assert(places == 3 * 2 + names.size());
    std::array<Place, places> all{};
    std::size_t at = 0;
    for (std::size_t frame = 1; frame <= 3; ++frame) {
        all[at++] = {frame, std::endian::little};
        all[at++] = {frame, std::endian::big};
    }
    for (const auto name : names)
        all[at++] = {0, std::endian::big, name};
    return all;
}

std::optional<std::uint64_t> Numbering::number_at(const Place& place, const Message& message,
                                                  const JsonNode* json)
{
    constexpr double exact = 0x1p53;
    if (place.frame > 0) {
        const bool beside = message.frame_count() > 2 && place.frame < message.frame_count();
        return beside && may_be_number(message.frame(place.frame))
                   ? std::optional(codec::unsigned_of(message.frame(place.frame), place.order))
                   : std::nullopt;
    }
    const auto* const member =
        json != nullptr && json->is(JsonNode::Kind::object) ? json->find(place.member) : nullptr;
    if (member == nullptr || !member->is(JsonNode::Kind::number) || !(member->number >= 0) ||
        member->number >= exact || member->number != std::floor(member->number))
        return std::nullopt;
    return static_cast<std::uint64_t>(member->number);
}

void Numbering::search(const Message& message, const JsonNode* json)
{
    static const auto all = all_places();
    for (std::size_t i = 0; i < places && !found_; ++i) {
        const auto number = number_at(all[i], message, json);
        Trial& trial = trials_[i];
        trial.steps = number && trial.before && *number == *trial.before + 1 ? trial.steps + 1 : 0;
        trial.before = number;
        if (trial.steps >= enough)
            found_ = all[i];
    }
    if (found_ && found_->frame > 0)
        bits_ = static_cast<unsigned>(8 * message.frame(found_->frame).size());
}

void Numbering::follow(Message& message, std::string_view payload, JsonTree& tree)
{
    if (!found_ && tried_ >= most_tried)
        return;
    const bool reads_json = (!found_ || found_->frame == 0) && payload.starts_with('{');
    const JsonNode* const json = reads_json ? tree.read(payload) : nullptr;
    if (!found_) {
        ++tried_;
        search(message, json);
    }
    const auto number = found_ ? number_at(*found_, message, json) : std::nullopt;
    if (!number)
        return;
    const auto finding = runs_.add(*number, message.connection(), bits_);
    lost_ += finding.progress.lost;
    lost_ -= finding.retracted.lost;
}

} // namespace zws::peek
