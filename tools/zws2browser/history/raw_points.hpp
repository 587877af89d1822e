// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/series_view.hpp"
#include "tools/zws2browser/history/window.hpp"

#include <vector>

namespace zws::browser::history {

/// All points of `view` in a window, the last one before it and the first one after it, in order of time. Of
/// points of the same time, the last that arrived is the last, and the first the first. Where points are
/// gone, the nearest of which the sums know stands for them.
std::vector<Point> points_within(const SeriesView& view, const Window& window);

} // namespace zws::browser::history
