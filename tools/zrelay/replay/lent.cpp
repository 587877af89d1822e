// SPDX-License-Identifier: MIT
#include "tools/zrelay/replay/lent.hpp"

#include "libcommon/zmq/owned_frame.hpp"

#include <string_view>
#include <utility>

namespace zws::relay {

/// A frame that is counted while it lives.
class Lent::Loan {
public:
    Loan(zmq::message_t& frame, Bytes counted) : counted_(std::move(counted))
    {
        frame_.copy(frame);
        *counted_ += frame_.size();
    }
    ~Loan() { *counted_ -= frame_.size(); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;

    std::string_view bytes() const { return frame_.to_string_view(); }

private:
    zmq::message_t frame_;
    Bytes counted_;
};

zmq::message_t Lent::lend(zmq::message_t& frame)
{
    constexpr std::size_t small = 256;
    if (frame.size() > small)
        return owned_frame<Loan>(frame, bytes_);
    zmq::message_t same;
    same.copy(frame);
    return same;
}

} // namespace zws::relay
