// SPDX-License-Identifier: MIT
#include "tools/zpeek/plot/curves.hpp"

namespace zws::peek {

void Curves::point(std::string_view series, double time, double value, double arrived)
{
    Named* const named = reach(series);
    if (named == nullptr)
        ++left_out_;
    else
        named->curve.add(clocks_.place(series, time, arrived), value);
}

Curves::Named* Curves::find(std::string_view name) const
{
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
}

Curves::Named* Curves::reach(std::string_view name)
{
    Named* named = find(name);
    if (named == nullptr && curves_.size() < most) {
        named = &curves_.emplace_back(Named{std::string(name)});
        by_name_.emplace(named->name, named);
    }
    return named;
}

void Curves::remap(std::string_view name, double scale, double offset)
{
    if (Named* const named = find(name))
        named->curve.remap(scale, offset);
}

} // namespace zws::peek
