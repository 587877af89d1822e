// SPDX-License-Identifier: MIT
#include "tools/zrelay/replay/keep.hpp"

#include "libcommon/zmq/position.hpp"

#include <algorithm>
#include <utility>

namespace zws::relay {

bool Keep::add(Message& message)
{
    const auto position = position_of(message);
    const auto own = position ? std::nullopt : own_number(message);
    if (!position && !own)
        return false;
    Kept kept{std::move(message), position ? position->epoch : 0, position ? position->sequence : *own};
    const std::lock_guard lock(mutex_);
    auto& epoch = epochs_[kept.epoch];
    ++epoch.kept;
    epoch.newest = kept.number;
    epoch.index = end();
    newest_epoch_ = kept.epoch;
    bytes_ += kept.message.memory();
    kept_.push_back(std::move(kept));
    while (kept_.size() > limit_.messages || bytes_ > limit_.bytes)
        drop_oldest();
    return true;
}

void Keep::drop_oldest()
{
    const Kept& oldest = kept_.front();
    bytes_ -= oldest.message.memory();
    const auto epoch = epochs_.find(oldest.epoch);
    if (--epoch->second.kept == 0)
        epochs_.erase(epoch);
    kept_.pop_front();
    ++first_;
}

Keep::Cursor Keep::begin(ReplayRequest request)
{
    const std::lock_guard lock(mutex_);
    if (request.epoch == 0)
        request.epoch = newest_epoch_;
    return {request, first_of(request), end()};
}

/// Numbers of an epoch follow each other, and mostly those of one epoch alone are kept: then one step finds
/// the place, or one a little before it.
std::uint64_t Keep::first_of(const ReplayRequest& request) const
{
    if (!request.epoch)
        return first_;
    if (request.start == ReplayRequest::end)
        return end() - std::min<std::uint64_t>(request.count, kept_.size());
    const auto epoch = epochs_.find(*request.epoch);
    if (epoch == epochs_.end() || epoch->second.newest < request.start)
        return end();
    const auto back = epoch->second.newest - request.start;
    auto index = epoch->second.index - std::min(back, epoch->second.index - first_);
    const auto is_after = [&](const Kept& kept) {
        return kept.epoch != epoch->first || kept.number > request.start;
    };
    while (index > first_ && is_after(at(index)))
        --index;
    return index;
}

bool Keep::wanted(const Kept& kept, const ReplayRequest& request)
{
    if (!request.epoch)
        return own_number(kept.message).value_or(kept.number) >= request.start;
    const bool last_ones = request.start == ReplayRequest::end;
    return kept.epoch == *request.epoch &&
           (last_ones || (kept.number >= request.start && kept.number - request.start < request.count));
}

/// Whether all that is asked for has been before this message.
bool Keep::is_after(const Kept& kept, const ReplayRequest& request)
{
    return request.epoch && request.start != ReplayRequest::end && kept.epoch == *request.epoch &&
           kept.number >= request.start && kept.number - request.start >= request.count;
}

/// Of a message with a number of its own, vLLM's clients are sent the payload alone.
Keep::Found Keep::found_in(Kept& kept, const ReplayRequest& request)
{
    const auto own = request.epoch ? std::nullopt : own_number(kept.message);
    if (!own)
        return {kept.number, kept.message.shared()};
    constexpr std::size_t payload = 2;
    Found found{*own, {}};
    found.message.append(zmq::message_t());
    found.message.part(0).copy(kept.message.part(payload));
    return found;
}

void Keep::collect(Cursor& cursor, std::vector<Found>& found)
{
    constexpr std::size_t most_looked_at = 1000;
    constexpr std::size_t most_found = 64;
    constexpr std::size_t most_bytes = std::size_t{1} << 20;
    const std::lock_guard lock(mutex_);
    cursor.index = std::max(cursor.index, first_); // what was dropped meanwhile is gone
    const std::size_t most = found.size() + most_found;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < most_looked_at && !cursor.done() && found.size() < most && bytes < most_bytes;
         ++i) {
        Kept& kept = kept_[cursor.index++ - first_];
        if (is_after(kept, cursor.request))
            cursor.index = cursor.last;
        if (!wanted(kept, cursor.request))
            continue;
        found.push_back(found_in(kept, cursor.request));
        bytes += kept.message.memory();
    }
}

ReplayEnd Keep::end_of(const Cursor& cursor)
{
    const std::lock_guard lock(mutex_);
    const auto asked = cursor.request.epoch.value_or(0);
    const auto epoch = epochs_.find(asked);
    return {cursor.request.start, asked, epoch == epochs_.end() ? 0 : epoch->second.newest, newest_epoch_};
}

Keep::Size Keep::size()
{
    const std::lock_guard lock(mutex_);
    return {kept_.size(), bytes_};
}

} // namespace zws::relay
