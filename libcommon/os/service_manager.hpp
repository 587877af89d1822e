// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/ticker.hpp"

#include <chrono>
#include <optional>
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

namespace zws {

/// Tells the service manager that the loop which calls this is alive, twice in each period of its watchdog
/// (sd_notify(3)). Does nothing if there is none.
class Watchdog {
public:
    using Clock = Ticker::Clock;

    Watchdog();

    /// When it has to be told again; time_point::max() for never.
    Clock::time_point due() const { return ticker_ ? ticker_->due() : Clock::time_point::max(); }

    /// To be called at due(); before that it tells nothing.
    void tell(Clock::time_point now);

private:
    std::optional<Ticker> ticker_;
};

} // namespace zws
