// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace zws::codec {

/// What a decoder makes of one message is no larger than this, in bytes, whatever the message says: a few
/// bytes can stand for very many.
constexpr std::size_t most_output = std::size_t{64} << 20U;

/// Arrays and objects are not nested deeper than this.
constexpr unsigned most_depth = 200;

} // namespace zws::codec
