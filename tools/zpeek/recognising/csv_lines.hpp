// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/recognising/encoding.hpp"

#include <optional>

namespace zws::peek {

/// Whether texts are lines of values with separators between them, as many in each: CSV with texts in it.
std::optional<Encoding> as_csv(const Column& frames);

} // namespace zws::peek
