// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace zws::nats {

/// The first line of a file that an option names, without its end; throws Error "OPTION PATH: reason", also
/// where it is empty.
std::string secret(const std::string& option, const std::string& path);

} // namespace zws::nats
