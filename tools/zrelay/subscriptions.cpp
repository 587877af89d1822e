// SPDX-License-Identifier: MIT
#include "tools/zrelay/subscriptions.hpp"

#include <malloc.h>

namespace zws::relay {

namespace {

using Kind = Note::Kind;

/// Where a queue of a publisher is full, it loses the note: an XSUB never blocks.
void pass_on(const Note& note, zmq::socket_t& upstream)
{
    std::string bytes = note.bytes;
    if (note.kind != Kind::message)
        bytes.insert(bytes.begin(), note.kind == Kind::subscribe ? '\1' : '\0');
    const auto more = note.more ? zmq::send_flags::sndmore : zmq::send_flags::none;
    static_cast<void>(upstream.send(zmq::buffer(bytes), more | zmq::send_flags::dontwait));
}

} // namespace

bool Subscriptions::forward(Outlet& outlet, zmq::socket_t* upstream)
{
    constexpr int note_limit = 1000; // so that messages need not wait for all of a flood
    bool passed_on = false;
    for (int i = 0; i < note_limit; ++i) {
        const auto note = outlet.take_note();
        if (!note) {
            give_back();
            return passed_on;
        }
        if (!changes(*note) || upstream == nullptr || is_too_long(*note))
            continue;
        pass_on(*note, *upstream);
        passed_on = true;
    }
    return true;
}

/// Whether the publishers cannot be told of it. An XSUB of libzmq remembers a subscription by calls that
/// stand inside each other, one for each byte: with a million of them the stack is not enough.
bool Subscriptions::is_too_long(const Note& note)
{
    if (note.kind == Kind::message || note.bytes.size() <= longest)
        return false;
    if (note.kind == Kind::subscribe)
        warning_.tell("a subscription of ", note.bytes.size(), " bytes is not forwarded: ", longest,
                      " are possible");
    return true;
}

/// Whether the publishers have to know of it.
bool Subscriptions::changes(const Note& note)
{
    if (note.kind == Kind::message)
        return true;
    const auto found = topics_.find(note.bytes);
    if (note.kind == Kind::subscribe) {
        ++count_;
        if (found == topics_.end())
            topics_.emplace(note.bytes, 1);
        else
            ++found->second;
        return found == topics_.end();
    }
    if (found == topics_.end())
        return false;
    --count_;
    const bool last = --found->second == 0;
    if (last) {
        topics_.erase(found);
        ++forgotten_;
    }
    return last;
}

/// The C library keeps what was freed between parts that are in use (malloc_trim(3)).
void Subscriptions::give_back()
{
    constexpr std::uint64_t many = 10'000;
    if (forgotten_ < many)
        return;
    forgotten_ = 0;
    malloc_trim(0);
}

} // namespace zws::relay
