// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/custody.hpp"

#include <algorithm>

namespace zws::nats {

namespace {

constexpr std::size_t remembered = 10; // times what can be on its way

} // namespace

Custody::Custody(Kind kind, std::size_t messages, std::size_t bytes)
    : kind_(kind), most_(messages), messages_(bytes), seen_(remembered * messages)
{
}

/// NATS keeps what it has not sent yet, and libnats what we do not take: only what comes again is to be seen
/// soon.
bool Custody::has_room() const
{
    const std::size_t most = kind_ == Kind::acknowledged ? most_ : 1;
    return waiting() < most && (waiting() == 0 || !messages_.full());
}

void Custody::admit(MsgPtr message)
{
    const auto size = static_cast<std::size_t>(natsMsg_GetDataLength(message.get()));
    if (kind_ == Kind::acknowledged) {
        const auto position = position_of(*message);
        redelivered_ += position.deliveries > 1 ? 1 : 0;
        if (is_known(position, *message))
            return;
        ours_.insert(position.identity());
    }
    messages_.add(++number_, std::move(message), size);
}

bool Custody::is_known(const StreamPosition& position, natsMsg& message)
{
    if (ours_.contains(position.identity()))
        return true;
    if (!seen_.knows(position.identity()))
        return false;
    static_cast<void>(natsMsg_Ack(&message, nullptr)); // again: the first one was lost on its way
    return true;
}

natsMsg* Custody::next() const
{
    return messages_.in_flight() < most_ ? messages_.next() : nullptr;
}

void Custody::sent()
{
    const auto number = next_number();
    again_ += number <= sent_ ? 1 : 0;
    sent_ = std::max(sent_, number);
    if (kind_ == Kind::plain)
        messages_.remove_next();
    else
        messages_.sent();
}

void Custody::give_up()
{
    acknowledge(*messages_.next());
    messages_.remove_next();
}

void Custody::arrived(const std::vector<std::uint64_t>& numbers)
{
    for (const auto number : numbers)
        if (const auto message = messages_.extract(number))
            acknowledge(*message);
}

void Custody::acknowledge(natsMsg& message)
{
    if (kind_ != Kind::acknowledged)
        return;
    const auto identity = position_of(message).identity();
    ours_.erase(identity);
    seen_.add(identity);
    static_cast<void>(natsMsg_Ack(&message, nullptr)); // else it comes again
}

} // namespace zws::nats
