// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws::relay {

/// What a subscriber has sent.
struct Note {
    enum class Kind { subscribe, unsubscribe, message };

    Kind kind;
    std::string bytes; ///< the topic; of a message for the publishers: a frame
    bool more = false; ///< another frame of the same message follows
};

/// What a frame of a message says: one that is alone and begins with 1 or 0 is a subscription, or the end of
/// one (RFC 29). `inside`: frames of the same message came before.
inline Note note_of(std::string_view frame, bool more, bool inside)
{
    if (more || inside || frame.empty() || (frame[0] != 0 && frame[0] != 1))
        return {Note::Kind::message, std::string(frame), more};
    return {frame[0] == 1 ? Note::Kind::subscribe : Note::Kind::unsubscribe, std::string(frame.substr(1))};
}

} // namespace zws::relay
