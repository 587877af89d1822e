// SPDX-License-Identifier: MIT
#include "tools/zrelay/subscriptions.hpp"

namespace zws::relay {

bool Subscriptions::take(Outlet& outlet, zmq::socket_t* upstream)
{
    constexpr int note_limit = 1000; // so that messages need not wait for all of a flood
    bool passed_on = false;
    zmq::message_t note;
    bool more = false;
    for (int i = 0; i < note_limit; ++i) {
        if (!outlet.take_note(note, more))
            return passed_on;
        if (!changes(note) || upstream == nullptr)
            continue;
        const auto flags = more ? zmq::send_flags::sndmore : zmq::send_flags::none;
        // An XSUB never blocks: where a publisher's queue is full, it loses the subscription.
        static_cast<void>(upstream->send(note, flags | zmq::send_flags::dontwait));
        passed_on = true;
    }
    return true;
}

/// Whether the publishers have to know of it.
bool Subscriptions::changes(const zmq::message_t& note)
{
    const auto text = note.to_string_view();
    if (text.empty() || (text.front() != '\0' && text.front() != '\1'))
        return true;
    const auto topic = text.substr(1);
    const auto found = topics_.find(topic);
    if (text.front() == '\1') {
        ++count_;
        if (found == topics_.end())
            topics_.emplace(topic, 1);
        else
            ++found->second;
        return found == topics_.end();
    }
    if (found == topics_.end())
        return false;
    --count_;
    const bool last = --found->second == 0;
    if (last)
        topics_.erase(found);
    return last;
}

} // namespace zws::relay
