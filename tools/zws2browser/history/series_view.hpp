// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/chunk_list.hpp"

#include <string>
#include <vector>

namespace zws::browser::history {

/// A series at a moment: what was sealed, and what arrived since.
struct SeriesView {
    std::string name;
    ChunkList chunks;
    std::vector<Point> open; ///< in order of time
};

} // namespace zws::browser::history
