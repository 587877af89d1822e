// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <span>
#include <zmq.hpp>

namespace zws {

/// Waits until one of `items` is ready or `due` has come (time_point::max(): waits forever) and sets their
/// revents (zmq_poll(3)). May return with nothing ready before that: after a signal, or after an hour.
void poll(std::span<zmq::pollitem_t> items, std::chrono::steady_clock::time_point due);

} // namespace zws
