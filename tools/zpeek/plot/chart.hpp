// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/plot/tick.hpp"
#include "tools/zpeek/plot/time_curve.hpp"
#include "tools/zpeek/terminal/grid.hpp"

#include <string_view>
#include <vector>

namespace zws::peek {

/// A series in a chart.
struct Trace {
    std::string_view name;
    double last;
    std::vector<Bin> bins;
    std::int8_t color;
};

/// Some curves over one axis of values, with a line above that names them.
class Chart {
public:
    /// In so many rows of a grid, the first one included; three at least.
    Chart(std::vector<Trace> traces, AxisRange values, int rows);

    /// Rows of the grid.
    int height() const { return rows_ + 1; }
    /// Columns of the labels of its axis.
    int label_width() const;

    /// Draws it from a row on, with the axis in a column; `time` is what is to be seen.
    void draw(Grid& grid, int axis_column, int row, AxisRange time) const;

private:
    void draw_legend(Grid& grid, int column, int row) const;
    void draw_axis(Grid& grid, int column, int row) const;
    void draw_curves(Grid& grid, int column, int row, AxisRange time) const;
    int row_of(double value, int rows) const;

    std::vector<Trace> traces_;
    AxisRange values_;
    int rows_; ///< of the curves
    std::vector<Tick> ticks_;
};

} // namespace zws::peek
