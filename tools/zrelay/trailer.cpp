// SPDX-License-Identifier: MIT
#include "tools/zrelay/trailer.hpp"

#include <utility>

namespace zws::relay {

Trailer::Trailer(const Appended& appended) : numbers_(own_numbers(appended.numbers))
{
    if (appended.stamps)
        stamps_.emplace();
    if (appended.positions)
        last_ = {new_epoch(), 0};
}

bool Trailer::take_position(zmq::message_t& last)
{
    if (!position_in(last.to_string_view()))
        return false;
    position_ = std::move(last);
    return true;
}

Position Trailer::next_position(std::string_view topic)
{
    if (const auto own = numbers_ ? numbers_->position(topic) : std::nullopt)
        return *own;
    ++last_->sequence;
    return *last_;
}

void Trailer::send(Outlet& to, std::string_view topic)
{
    const bool has_position = !position_.empty();
    if (stamps_) {
        zmq::message_t time(Stamps::frame(Stamps::now()));
        zmq::message_t number(Stamps::frame(stamps_->next(topic)));
        to.send(time, true);
        to.send(number, has_position || last_);
    }
    if (!has_position && last_)
        position_ = zmq::message_t(frame_of(next_position(topic)));
    if (!position_.empty())
        to.send(position_, false);
    position_.rebuild();
}

} // namespace zws::relay
