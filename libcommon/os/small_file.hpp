// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

namespace zws {

/// All of a file that an option names, such as a key. Throws Error "OPTION PATH: reason" where it cannot be
/// read, is a folder, or has more than `most_bytes`. Pipes are read too, as `--token-file <(pass show zws)`
/// gives one; a FIFO that nobody opens for writing is given up after 5 s.
std::string read_small_file(const std::string& option, const std::string& path, std::size_t most_bytes);

/// The same of a file that must not be empty.
std::string read_filled_file(const std::string& option, const std::string& path, std::size_t most_bytes);

} // namespace zws
