// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/plot/curves.hpp"
#include "tools/zpeek/plot/panels.hpp"
#include "tools/zpeek/terminal/grid.hpp"

#include <optional>
#include <string>

namespace zws::peek {

/// What of the curves is to be seen.
struct Scene {
    double from; ///< Unix seconds
    double to;
    std::string filter{}; ///< names of series have it in them, in any case
};

/// The scene of the last `seconds` before the newest point, or since the oldest one; nothing without points.
std::optional<Scene> last_seconds(const Curves& curves, double seconds);

/// Draws plots into all of a grid, below each other on one axis of time. Each has the axis of its values on
/// the left, and its series with their last values above it. `panels` is that of the picture before. Says how
/// many plots have no room.
void draw_picture(Grid& grid, const Curves& curves, Panels& panels, const Scene& scene);

} // namespace zws::peek
