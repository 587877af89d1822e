// SPDX-License-Identifier: MIT
#include "tools/znats/nats/outbox.hpp"

#include <algorithm>

namespace zws::nats {

void Outbox::add(std::uint64_t number, MsgPtr message, std::size_t size, const MessageOrigin& origin)
{
    entries_.push_back({number, std::move(message), size, origin});
    bytes_ += size;
}

std::size_t Outbox::trim()
{
    std::size_t dropped = 0;
    while (bytes_ > limit_ && entries_.size() > 1 && sent_ < entries_.size()) {
        erase(sent_);
        ++dropped;
    }
    return dropped;
}

natsMsg* Outbox::next() const
{
    return sent_ < entries_.size() ? entries_[sent_].message.get() : nullptr;
}

std::uint64_t Outbox::next_number() const
{
    return sent_ < entries_.size() ? entries_[sent_].number : 0;
}

void Outbox::sent()
{
    ++sent_;
}

void Outbox::remove_next()
{
    erase(sent_);
}

MsgPtr Outbox::extract(std::uint64_t number)
{
    const auto found = std::lower_bound(entries_.begin(), entries_.end(), number,
                                        [](const Entry& entry, std::uint64_t n) { return entry.number < n; });
    if (found == entries_.end() || found->number != number)
        return {};
    const auto at = static_cast<std::size_t>(found - entries_.begin());
    MsgPtr message = std::move(entries_[at].message);
    forget(at);
    return message;
}

void Outbox::forget(std::size_t at)
{
    erase(at);
    if (at < sent_)
        --sent_;
}

void Outbox::erase(std::size_t at)
{
    bytes_ -= entries_[at].size;
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(at));
}

} // namespace zws::nats
