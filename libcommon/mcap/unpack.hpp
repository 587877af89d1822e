// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace zws::mcap {

/// Makes `out` the `size` bytes that were compressed to `packed`, with what MCAP calls `compression`. What is
/// wrong, such as a compression that is not known here; empty if nothing is.
std::string unpack(std::string_view compression, std::string packed, std::uint64_t size, std::string& out);

} // namespace zws::mcap
