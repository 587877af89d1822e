// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/recognising/encoding.hpp"

#include <optional>

namespace zws::peek {

/// Whether frames are numbers in floating point, one after the other: f32le, f32be, f64le or f64be. Only for
/// sure: where there are many, each is 0 or of a usual size, and they cannot as well be other numbers.
std::optional<Encoding> as_floats(const Column& frames);

} // namespace zws::peek
