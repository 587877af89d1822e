// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace zws::rec {

/// What the header of our files names as their writer begins with this.
constexpr std::string_view writer_name = "zws zrec";

/// "zrec-20261129T190655.123456Z.mcap", for nanoseconds since 1970: names sort as their times do.
std::string file_name(std::uint64_t time);

/// Whether it has that form.
bool is_file_name(std::string_view name);

} // namespace zws::rec
