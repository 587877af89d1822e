// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace zws::browser::history {

constexpr std::size_t least_memory = std::size_t{1} << 20U;

struct HistoryOptions {
    std::size_t memory = std::size_t{64} << 20U; ///< bytes; 0: no history
    std::string folder;                          ///< empty: in memory alone
    std::uint64_t size = std::uint64_t{10} << 30U;
    std::optional<std::chrono::nanoseconds> age; ///< none: as long as there is room
};

} // namespace zws::browser::history
