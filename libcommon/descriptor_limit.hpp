// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace zws {

/// Raises the limit of open descriptors of this process as far as it may (RLIMIT_NOFILE, setrlimit(2)): what
/// is given by default, often 1024, is meant for programs that use select(2).
void raise_descriptor_limit();

/// How many descriptors this process may have open.
std::size_t descriptor_limit();

} // namespace zws
