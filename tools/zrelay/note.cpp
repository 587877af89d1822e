// SPDX-License-Identifier: MIT
#include "tools/zrelay/note.hpp"

namespace zws::relay {

Note note_of(std::string_view frame, bool more, bool inside)
{
    if (more || inside || frame.empty() || (frame[0] != 0 && frame[0] != 1))
        return {Note::Kind::message, std::string(frame), more};
    return {frame[0] == 1 ? Note::Kind::subscribe : Note::Kind::unsubscribe, std::string(frame.substr(1))};
}

} // namespace zws::relay
