// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace zws {

/// `time_ns`, nanoseconds since 1970, as people read them: "2026-11-29T19:02:15.123456789Z", with 0, 3, 6 or
/// 9 decimals, as it needs. Times before 1980 are not of a clock, but since the start of something: "12.5 s".
std::string utc_time(std::uint64_t time_ns);

} // namespace zws
