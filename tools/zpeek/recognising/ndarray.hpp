// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/recognising/encoding.hpp"

#include <optional>

namespace zws::peek {

/// Whether frames are arrays as pyzmq's documentation has them sent: `headers` are JSON with dtype and shape,
/// `buffers`, the frames after them, have just as many bytes.
std::optional<Encoding> as_ndarray(const Column& headers, const Column& buffers);

} // namespace zws::peek
