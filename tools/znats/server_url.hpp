// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zws::nats {

/// Throws std::invalid_argument with what is wrong unless `url` is nats://HOST:PORT or tls://HOST:PORT, where
/// the port, and a user with a password or a token in front of the host, may be there.
void check_url(std::string_view url);

/// `url` without the user and the password that it may hold, for messages; also if it is not an address.
std::string shown(std::string_view url);

/// All of them, with commas between.
std::string shown(const std::vector<std::string>& urls);

} // namespace zws::nats
