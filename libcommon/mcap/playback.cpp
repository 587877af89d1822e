// SPDX-License-Identifier: MIT
#include "libcommon/mcap/playback.hpp"

#include <algorithm>
#include <tuple>

namespace zws::mcap {

std::optional<std::pair<Time, Time>> times(const std::vector<Recording>& recordings)
{
    std::optional<std::pair<Time, Time>> all;
    for (const auto& recording : recordings) {
        const auto its = recording.contents().times();
        if (its)
            all =
                all ? std::pair(std::min(all->first, its->first), std::max(all->second, its->second)) : *its;
    }
    return all;
}

Playback::Playback(std::vector<Recording>& recordings, PlaybackSelection selection, std::uint64_t most_held)
    : recordings_(recordings), selection_(std::move(selection)), most_held_(most_held)
{
    for (std::size_t i = 0; i < recordings.size(); ++i) {
        for (const Piece& piece : recordings[i].contents().pieces) {
            if (may_hold(recordings[i], piece))
                due_.push_back({piece.start, i, &piece});
        }
    }
    std::stable_sort(due_.begin(), due_.end(), [](const Due& a, const Due& b) { return a.start < b.start; });
}

/// Whether messages in the piece may be wanted.
bool Playback::may_hold(const Recording& recording, const Piece& piece) const
{
    if (piece.end < selection_.since || piece.start >= selection_.until)
        return false;
    const auto wanted = [&](ChannelId id) {
        const auto& channels = recording.contents().channels;
        const auto found = channels.find(id);
        return found == channels.end() || selection_.channel(found->second);
    };
    return piece.channels.empty() || std::any_of(piece.channels.begin(), piece.channels.end(), wanted);
}

bool Playback::later(const Open& a, const Open& b)
{
    const auto key = [](const Open& open) {
        return std::tuple(open.messages.next_time(), open.recording, open.offset);
    };
    return key(a) > key(b);
}

/// Opens the pieces that may have the next message.
void Playback::open_due()
{
    const auto wanted = [this](const ChannelRecord& channel, Time time) {
        return time >= selection_.since && time < selection_.until && selection_.channel(channel);
    };
    for (; next_due_ < due_.size(); ++next_due_) {
        const Due& due = due_[next_due_];
        if (!open_.empty() && (due.start > open_.front().messages.next_time() || held_ > most_held_))
            return;
        Messages messages = recordings_[due.recording].read(*due.piece, wanted);
        if (messages.empty())
            continue;
        held_ += messages.size();
        open_.push_back({due.recording, due.piece->offset, std::move(messages)});
        std::push_heap(open_.begin(), open_.end(), later);
    }
}

/// Puts the piece of the last message where it belongs now.
void Playback::put_back()
{
    if (!std::exchange(taken_, false))
        return;
    if (!open_.back().messages.empty())
        return std::push_heap(open_.begin(), open_.end(), later);
    held_ -= open_.back().messages.size();
    open_.pop_back();
}

std::optional<Playback::Played> Playback::next()
{
    put_back();
    open_due();
    if (open_.empty())
        return std::nullopt;
    std::pop_heap(open_.begin(), open_.end(), later);
    taken_ = true;
    Open& open = open_.back();
    return Played{&recordings_[open.recording], open.messages.next()};
}

} // namespace zws::mcap
