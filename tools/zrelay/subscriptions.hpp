// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "tools/zrelay/outlet.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <zmq.hpp>

namespace zws::relay {

/// The subscriptions of the subscribers.
class Subscriptions {
public:
    /// Reads what is waiting at `outlet`. With `upstream`, passes on to it the first subscription to each
    /// topic and the end of the last one, and whatever is not a subscription. True if something was passed
    /// on, or is left.
    bool forward(Outlet& outlet, zmq::socket_t* upstream);

    std::uint64_t count() const { return count_; }

    /// Longer ones are not passed on, with a warning, bytes.
    static constexpr std::size_t longest = std::size_t{16} << 10U;

private:
    bool is_too_long(const Note& note);
    bool changes(const Note& note);
    void give_back();

    std::map<std::string, std::uint64_t, std::less<>> topics_;
    std::uint64_t count_ = 0;
    std::uint64_t forgotten_ = 0; ///< topics, since memory went back to the system
    RareWarning warning_;
};

} // namespace zws::relay
