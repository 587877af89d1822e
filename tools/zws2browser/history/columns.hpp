// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/series_view.hpp"
#include "tools/zws2browser/history/window.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace zws::browser::history {

/// Points of a column of a window, of which there are some.
struct Column {
    std::uint32_t index;
    Summary sum;
};

/// What a picture of a window needs of a series: all points, where they are no more than columns (with the
/// one before and the one after, so that lines go on), else sums of columns.
struct SeriesAnswer {
    std::string name;
    bool raw = false;
    std::vector<Point> points; ///< in order of time
    std::vector<Column> columns;
};

/// What `view` has in `window`. Columns are what a scan of all points would give, where the points are there:
/// of each point its column k has edge(k) <= time < edge(k + 1). Where only blocks or chunks are left, each
/// counts into the column of the middle of its time.
SeriesAnswer answer(const SeriesView& view, const Window& window);

} // namespace zws::browser::history
