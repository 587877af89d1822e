// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/options.hpp"
#include "tools/zpeek/view.hpp"

#include <memory>

namespace zws::peek {

/// What the options ask for. Throws Error where a terminal cannot be drawn on.
std::unique_ptr<View> view_for(const Options& options);

} // namespace zws::peek
