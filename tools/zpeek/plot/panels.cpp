// SPDX-License-Identifier: MIT
#include "tools/zpeek/plot/panels.hpp"

#include "libcommon/text/character.hpp"
#include "tools/zpeek/plot/tick.hpp"

#include <algorithm>
#include <cmath>

namespace zws::peek {

namespace {

using Panel = Panels::Panel;

/// Of an axis: who would fill less of it does not join others; who joined and fills less later goes.
constexpr double joins_from = 1.0 / 12;
constexpr double leaves_below = 1.0 / 60;

/// `cpu0` and `cpu1` are one; numbers alone tell of columns, which may be anything.
std::string family_of(std::string_view name)
{
    const auto word = name.substr(name.find_last_of(" /") + 1);
    if (!word.empty() && std::all_of(word.begin(), word.end(), is_digit))
        return std::string(name);
    std::string family;
    for (const char c : name) {
        if (!is_digit(c))
            family += c;
        else if (!family.ends_with('#'))
            family += '#';
    }
    return family;
}

double span_of(const Panel& panel)
{
    AxisRange all{panel.front()->least, panel.front()->greatest};
    for (const Seen* seen : panel)
        all = {std::min(all.least, seen->least), std::max(all.greatest, seen->greatest)};
    const AxisRange axis = round_axis(all.least, all.greatest);
    return axis.greatest - axis.least;
}

/// Whether it can be read on an axis. One that does not change is as large as its value.
bool fills(const Seen& seen, double span, double least)
{
    const double extent = seen.least == seen.greatest ? std::abs(seen.least) : seen.greatest - seen.least;
    return extent == 0 || extent >= span * least;
}

bool suits(Panel panel, const Seen& seen)
{
    panel.push_back(&seen);
    const double span = span_of(panel);
    return std::all_of(panel.begin(), panel.end(),
                       [span](const Seen* one) { return fills(*one, span, joins_from); });
}

/// Takes out those that lie flat, unless one of their family does not.
void expel(Panel& panel)
{
    if (panel.size() < 2)
        return;
    const double span = span_of(panel);
    std::vector<std::string> staying;
    for (const Seen* seen : panel) {
        if (fills(*seen, span, seen->is_young ? joins_from : leaves_below))
            staying.push_back(family_of(seen->name));
    }
    std::erase_if(panel, [&staying](const Seen* seen) {
        return std::find(staying.begin(), staying.end(), family_of(seen->name)) == staying.end();
    });
}

bool has_family_of(const Panel& panel, const Seen& seen)
{
    const auto family = family_of(seen.name);
    return std::any_of(panel.begin(), panel.end(),
                       [&family](const Seen* one) { return family_of(one->name) == family; });
}

void place(std::vector<Panel>& panels, const Seen& seen)
{
    auto found = std::find_if(panels.begin(), panels.end(),
                              [&seen](const Panel& panel) { return has_family_of(panel, seen); });
    if (found == panels.end())
        found = std::find_if(panels.begin(), panels.end(),
                             [&seen](const Panel& panel) { return suits(panel, seen); });
    if (found == panels.end())
        found = panels.insert(found, Panel());
    found->push_back(&seen);
}

} // namespace

std::vector<Panel> Panels::arrange(const std::vector<Seen>& seen)
{
    std::vector<Panel> panels;
    for (const auto& numbers : places_) {
        Panel& panel = panels.emplace_back();
        for (const Seen& one : seen) {
            if (!one.is_young && std::find(numbers.begin(), numbers.end(), one.number) != numbers.end())
                panel.push_back(&one);
        }
        expel(panel);
    }
    std::erase_if(panels, [](const Panel& panel) { return panel.empty(); });
    const auto has = [&panels](const Seen& one) {
        return std::any_of(panels.begin(), panels.end(), [&one](const Panel& panel) {
            return std::find(panel.begin(), panel.end(), &one) != panel.end();
        });
    };
    for (const Seen& one : seen) {
        if (!has(one))
            place(panels, one);
    }
    places_.clear();
    for (const Panel& panel : panels) {
        auto& numbers = places_.emplace_back();
        for (const Seen* one : panel)
            numbers.push_back(one->number);
    }
    return panels;
}

} // namespace zws::peek
