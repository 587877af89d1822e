// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/options.hpp"
#include "tools/zpeek/view.hpp"

#include <memory>

namespace zws::peek {

/// Curves of the numbers in a stream, as they come (--plot), or one picture at the end where stdout is not a
/// terminal.
std::unique_ptr<View> plot(const Options& options);

} // namespace zws::peek
