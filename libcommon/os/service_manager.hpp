// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string_view>

/// What a service manager (systemd) wants to know of a service that it started (sd_notify(3)).
namespace zws::service_manager {

/// Whether it started us and wants to be told.
bool present();

/// Tells it a state, as "READY=1"; without one nothing happens.
void tell(std::string_view state);

/// How long it waits for "WATCHDOG=1" before it takes the service for dead; zero: it does not.
std::chrono::microseconds watchdog();

} // namespace zws::service_manager
