// SPDX-License-Identifier: MIT
#include "tools/zpeek/plot/picture.hpp"

#include "tools/zpeek/plot/chart.hpp"
#include "tools/zpeek/terminal/filter.hpp"
#include "tools/zpeek/terminal/glyph.hpp"

#include <algorithm>
#include <limits>
#include <vector>

namespace zws::peek {

namespace {

constexpr int time_rows = 2;
constexpr int least_rows = 5; // of a chart
constexpr std::uint64_t young_points = 50;

/// What a scene has of the curves.
struct Viewed {
    std::vector<Seen> seen;
    std::vector<std::vector<Bin>> bins; ///< of each of them
};

Viewed viewed(const Curves& curves, const Scene& scene)
{
    Viewed view;
    std::size_t number = 0;
    for (const auto& [name, curve] : curves.all()) {
        Seen seen{number++, name, std::numeric_limits<double>::infinity(),
                  -std::numeric_limits<double>::infinity(), curve.count() < young_points};
        if (!has_in_it(name, scene.filter))
            continue;
        auto bins = curve.bins(scene.from, scene.to);
        for (const Bin& bin : bins) {
            if (bin.time < scene.from || bin.time > scene.to)
                continue;
            seen.least = std::min(seen.least, bin.least);
            seen.greatest = std::max(seen.greatest, bin.greatest);
        }
        if (seen.least > seen.greatest)
            continue;
        view.seen.push_back(seen);
        view.bins.push_back(std::move(bins));
    }
    return view;
}

Chart chart_of(const Panels::Panel& panel, Viewed& view, const Curves& curves, int rows)
{
    std::vector<Trace> traces;
    AxisRange values{panel.front()->least, panel.front()->greatest};
    for (const Seen* seen : panel) {
        const auto& curve = curves.all()[seen->number].curve;
        auto& bins = view.bins[static_cast<std::size_t>(seen - view.seen.data())];
        values = {std::min(values.least, seen->least), std::max(values.greatest, seen->greatest)};
        traces.push_back({seen->name, curve.last(), std::move(bins),
                          static_cast<std::int8_t>(seen->number % Style::colors)});
    }
    return {std::move(traces), round_axis(values.least, values.greatest), rows};
}

void draw_time_axis(Grid& grid, int column, int row, const Scene& scene)
{
    const bool unicode = grid.charset() == Charset::unicode;
    const int width = grid.width() - column - 1;
    grid.put(column, row, unicode ? "└" : "+", {.faint = true});
    for (int x = 1; x <= width; ++x)
        grid.put(column + x, row, unicode ? "─" : "-", {.faint = true});
    int free = 0;
    for (const Tick& tick : time_ticks(scene.from, scene.to, width)) {
        const double part = (tick.at - scene.from) / (scene.to - scene.from);
        const int at = column + 1 + static_cast<int>(part * (width - 1));
        const int length = columns_of(tick.label);
        const int begin = std::min(std::max(at - length / 2, 0), grid.width() - length);
        grid.put(at, row, unicode ? "┴" : "+", {.faint = true});
        if (begin < free)
            continue;
        free = grid.put(begin, row + 1, tick.label) + 1;
    }
}

void draw_in_the_middle(Grid& grid, std::string_view text)
{
    grid.put(std::max(0, (grid.width() - columns_of(text)) / 2), grid.height() / 2, text, {.faint = true});
}

} // namespace

std::optional<Scene> last_seconds(const Curves& curves, double seconds)
{
    double oldest = std::numeric_limits<double>::infinity();
    double newest = -oldest;
    for (const auto& [name, curve] : curves.all()) {
        oldest = std::min(oldest, curve.oldest());
        newest = std::max(newest, curve.newest());
    }
    if (oldest > newest)
        return std::nullopt;
    const double from = std::max(oldest, newest - seconds);
    return Scene{from < newest ? from : newest - 1, newest};
}

void draw_picture(Grid& grid, const Curves& curves, Panels& panels, const Scene& scene)
{
    Viewed view = viewed(curves, scene);
    const auto arranged = panels.arrange(view.seen);
    const int rows = grid.height() - time_rows;
    const int fitting = std::max(1, rows / least_rows);
    if (arranged.empty())
        return draw_in_the_middle(grid, "no numbers here");
    if (rows < 3)
        return draw_in_the_middle(grid, "too low for a plot");
    const int shown = std::min(fitting, static_cast<int>(arranged.size()));
    const int left_out = static_cast<int>(arranged.size()) - shown;
    const int of_charts = rows - (left_out > 0 ? 1 : 0);
    std::vector<Chart> charts;
    charts.reserve(static_cast<std::size_t>(shown));
    for (int i = 0; i < shown; ++i)
        charts.push_back(chart_of(arranged[static_cast<std::size_t>(i)], view, curves,
                                  of_charts / shown + (i < of_charts % shown ? 1 : 0)));
    int column = 0;
    for (const Chart& chart : charts)
        column = std::max(column, chart.label_width());
    int row = 0;
    for (const Chart& chart : charts) {
        chart.draw(grid, column, row, {scene.from, scene.to});
        row += chart.height();
    }
    draw_time_axis(grid, column, row, scene);
    if (left_out > 0)
        grid.put(column + 1, row + time_rows,
                 std::to_string(left_out) + (left_out == 1 ? " plot has" : " plots have") +
                     " no room: enlarge the terminal, or filter",
                 {.faint = true});
}

} // namespace zws::peek
