// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>

namespace zws {

/// The machine's memory, bytes.
std::size_t memory_of_machine();

/// What the control group of this process and those above it may use (memory.max of cgroups(7) version 2,
/// memory.limit_in_bytes of version 1), bytes; the greatest number without a limit. `root` is where /proc and
/// /sys are.
std::size_t memory_of_control_group(const std::filesystem::path& root = "/");

} // namespace zws
