// SPDX-License-Identifier: MIT
#include "libcommon/points/clocks.hpp"

namespace zws::points {

double Clocks::place(std::string_view name, double own, double arrived)
{
    const auto found = clocks_.find(name);
    if (found == clocks_.end() && own == arrived) {
        is_live_ = true;
        return own;
    }
    Clock& clock = found == clocks_.end() ? add(name) : found->second;
    const double time = clock.place(own, arrived, is_live_);
    is_live_ = is_live_ || clock.is_right();
    if (const auto rule = clock.settled())
        series_.remap(name, rule->scale, rule->offset);
    return time;
}

Clock& Clocks::add(std::string_view name)
{
    if (clocks_.size() >= most_unknown + series_.count())
        std::erase_if(clocks_, [this](const auto& entry) { return !series_.has(entry.first); });
    return clocks_[std::string(name)];
}

} // namespace zws::points
