// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

/// What other threads ask the main thread to do: a socket of ZeroMQ belongs to one thread. StopSignal wakes
/// it, and runs what there is.
namespace zws::errands {

/// From any thread; `owner` is for cancel().
void post(const void* owner, std::function<void()> errand);

/// On the main thread: what `owner` has posted is not done any more.
void cancel(const void* owner);

/// Whether there is something to run(); as cheap as reading a number.
bool waiting();

/// On the main thread: does what was posted.
void run();

/// Readable (poll(2)) where waiting().
int fd();

} // namespace zws::errands
