// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/record.hpp"
#include "libcommon/zmq/message.hpp"
#include "tools/zrec/condition.hpp"

#include <string>
#include <vector>

namespace zws::rec {

/// Which messages begin a file: those in whose channel a condition becomes true that was not so before.
class Triggers {
public:
    explicit Triggers(const std::vector<Condition>& conditions);

    /// The condition that became true with this message of the channel; null: none did.
    const Condition* became_true(mcap::ChannelId channel, const Message& message);

private:
    const std::vector<Condition>& conditions_;
    std::vector<std::vector<bool>> held_; ///< by condition and channel
    std::string json_;                    ///< of the last message
};

} // namespace zws::rec
