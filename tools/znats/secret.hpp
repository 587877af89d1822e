// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace zws::nats {

/// The first line of a file, without its end; throws Error "read FILE: reason", also where it is empty.
std::string secret(const std::string& path);

} // namespace zws::nats
