// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace zws::nats {

/// A name for a message that is the same for all who receive it, and of no other message: of its position or,
/// if it has none, of the stamp of `zrelay --stamp`. None where there is neither, or only a stamp that is off
/// `now` by more than an hour: of a recording, which may be played twice.
std::optional<std::string> shared_id(const Message& message, std::chrono::system_clock::time_point now);

} // namespace zws::nats
