// SPDX-License-Identifier: MIT
#include "tools/zpeek/plot/chart.hpp"

#include "libcommon/cli/log.hpp"
#include "tools/zpeek/plot/dots.hpp"
#include "tools/zpeek/terminal/glyph.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace zws::peek {

namespace {

constexpr int rows_of_tick = 3;

/// What tells a curve and its name belong together, also without colours; the curve has it at its end.
std::string_view mark_of(std::size_t trace)
{
    constexpr std::string_view marks = "123456789abcdefghijklmnopqrstuvwxyz";
    return marks.substr(trace % marks.size(), 1);
}

/// Where a value is between two others, from 0 to `steps`; a bit outside at most.
int place(double value, AxisRange range, int steps)
{
    const double part = (value - range.least) / (range.greatest - range.least);
    return static_cast<int>(std::lround(std::clamp(part, -1.0, 2.0) * steps));
}

std::string described(const Trace& trace, AxisRange values, int rows)
{
    return std::string(trace.name) + ' ' +
           rounded(trace.last, (values.greatest - values.least) / (rows * 16));
}

/// The dots of one curve.
class Pen {
public:
    Pen(Dots& dots, AxisRange time, AxisRange values, std::int8_t color)
        : dots_(dots), time_(time), values_(values), color_(color)
    {
    }

    void draw(const std::vector<Bin>& bins)
    {
        const Bin* before = nullptr;
        for (const Bin& bin : bins) {
            if (before != nullptr && !std::isnan(before->last) && !std::isnan(bin.first))
                dots_.line(x(before->time), y(before->last), x(bin.time), y(bin.first), color_);
            if (bin.has_points() && bin.time >= time_.least && bin.time <= time_.greatest)
                dots_.bar(x(bin.time), y(bin.least), y(bin.greatest), color_);
            before = &bin;
        }
    }

private:
    int x(double time) const { return place(time, time_, dots_.width() - 1); }
    int y(double value) const { return place(value, values_, dots_.height() - 1); }

    Dots& dots_;
    AxisRange time_;
    AxisRange values_;
    std::int8_t color_;
};

} // namespace

Chart::Chart(std::vector<Trace> traces, AxisRange values, int rows)
    : traces_(std::move(traces)),
      values_(values),
      rows_(rows - 1),
      ticks_(value_ticks(values.least, values.greatest, std::max(2, rows_ / rows_of_tick)))
{
}

int Chart::label_width() const
{
    int width = 0;
    for (const Tick& tick : ticks_)
        width = std::max(width, columns_of(tick.label));
    return width;
}

void Chart::draw(Grid& grid, int axis_column, int row, AxisRange time) const
{
    draw_legend(grid, axis_column + 1, row);
    draw_axis(grid, axis_column, row + 1);
    draw_curves(grid, axis_column + 1, row + 1, time);
}

/// As many series as there is room for, and how many there are more.
void Chart::draw_legend(Grid& grid, int column, int row) const
{
    const bool marked = traces_.size() > 1;
    for (std::size_t i = 0; i < traces_.size(); ++i) {
        const std::string text =
            (marked ? std::string(mark_of(i)) + ' ' : "") + described(traces_[i], values_, rows_);
        const std::string more = "+" + std::to_string(traces_.size() - i);
        const int room = grid.width() - column - (i + 1 < traces_.size() ? columns_of(more) + 2 : 0);
        if (i > 0 && columns_of(log::printable(text)) > room) {
            grid.put(column, row, more, {.faint = true});
            return;
        }
        column =
            grid.put(column, row, text, {.color = traces_[i].color, .bold = true}, std::max(0, room)) + 2;
    }
}

/// The row of a value, counted from above.
int Chart::row_of(double value, int rows) const
{
    const int steps = rows * 4 - 1;
    return (steps - place(value, values_, steps)) / 4;
}

void Chart::draw_axis(Grid& grid, int column, int row) const
{
    const bool unicode = grid.charset() == Charset::unicode;
    for (int i = 0; i < rows_; ++i)
        grid.put(column, row + i, unicode ? "│" : "|", {.faint = true});
    int free = rows_; // the labels go up
    for (const Tick& tick : ticks_) {
        const int at = row_of(tick.at, rows_);
        if (at >= free)
            continue;
        free = at;
        grid.put_right(column, row + at, tick.label);
        grid.put(column, row + at, unicode ? "┤" : "+", {.faint = true});
    }
}

void Chart::draw_curves(Grid& grid, int column, int row, AxisRange time) const
{
    const bool marked = traces_.size() > 1;
    const int width = grid.width() - column - (marked ? 1 : 0);
    if (width < 1)
        return;
    Dots dots(width, rows_, grid.charset());
    for (const Trace& trace : traces_)
        Pen(dots, time, values_, trace.color).draw(trace.bins);
    dots.draw(grid, column, row);
    for (std::size_t i = 0; marked && i < traces_.size(); ++i) {
        const int at = row_of(traces_[i].last, rows_);
        if (!std::isnan(traces_[i].last) && at >= 0 && at < rows_ &&
            grid.at(grid.width() - 1, row + at).text == " ")
            grid.put(grid.width() - 1, row + at, mark_of(i), {.color = traces_[i].color, .bold = true});
    }
}

} // namespace zws::peek
