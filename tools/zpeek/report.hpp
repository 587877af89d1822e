// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/options.hpp"
#include "tools/zpeek/view.hpp"

#include <memory>

namespace zws::peek {

/// Prints on stdout, when the look is over, what was seen.
std::unique_ptr<View> report(const Options& options);

} // namespace zws::peek
