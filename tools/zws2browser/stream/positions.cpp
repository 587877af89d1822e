// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/positions.hpp"

#include <algorithm>
#include <utility>

namespace zws::browser {

Positions::Place Positions::place(const std::optional<Position>& given)
{
    if (!given) {
        ++own_.sequence;
        return {own_};
    }
    const auto number = given->sequence;
    const auto known = std::ranges::find(epochs_, given->epoch, &Epoch::epoch);
    if (known == epochs_.end()) {
        epochs_.push_front({given->epoch, number, number});
        if (epochs_.size() > most_epochs)
            epochs_.pop_back();
        return {*given};
    }
    epochs_.splice(epochs_.begin(), epochs_, known);
    const auto last = std::exchange(known->last, number);
    const auto greatest = std::exchange(known->greatest, std::max(known->greatest, number));
    const auto before = number > greatest ? greatest : last;
    const auto missing = number > before ? number - before - 1 : 0;
    missing_ += missing;
    return {*given, missing};
}

} // namespace zws::browser
