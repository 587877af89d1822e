// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/options.hpp"
#include "tools/zpeek/view.hpp"

#include <memory>

namespace zws::peek {

/// A table of topics that lives (--top), or is printed at the end where stdout is not a terminal.
std::unique_ptr<View> top(const Options& options);

} // namespace zws::peek
