// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <zmq.hpp>

namespace zws::relay {

/// Frames that a socket has and has not written yet: what they cost lasts as long as their peer does not
/// read.
class Lent {
public:
    /// The same frame, whose bytes are counted until the socket lets go of it; a small one is not.
    zmq::message_t lend(zmq::message_t& frame);

    std::size_t bytes() const { return *bytes_; }

private:
    using Bytes = std::shared_ptr<std::atomic<std::size_t>>;
    class Loan;

    Bytes bytes_ = std::make_shared<std::atomic<std::size_t>>(0);
};

} // namespace zws::relay
