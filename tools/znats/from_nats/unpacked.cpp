// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/unpacked.hpp"

#include "tools/znats/nats/nats_message.hpp"

#include <numeric>

namespace zws::nats {

UnpackedMessages::UnpackedMessages(const Options& options, Losses& losses)
    : subject_(options.from, Subject::Use::subscribe), decoding_(options.decode), losses_(losses)
{
}

bool UnpackedMessages::unpack(std::uint64_t number, natsMsg& message)
{
    if (number == number_)
        return true;
    number_ = 0;
    frames_ = decoded(message, subject_);
    if (frames_.empty()) {
        losses_.add("a header of znats is damaged");
        return false;
    }
    if (const auto failure = decode(); !failure.empty()) {
        losses_.add("not decoded", 1, failure);
        return false;
    }
    number_ = number;
    return true;
}

/// Returns why it cannot.
std::string UnpackedMessages::decode()
{
    if (!decoding_.wanted())
        return "";
    Message message(frames_);
    if (auto failure = decoding_.apply(message); !failure.empty())
        return failure;
    frames_.clear();
    for (std::size_t i = 0; i < message.frame_count(); ++i)
        frames_.emplace_back(message.frame(i));
    return "";
}

std::size_t UnpackedMessages::bytes() const
{
    return std::accumulate(frames_.begin(), frames_.end(), std::size_t{0},
                           [](std::size_t sum, const auto& frame) { return sum + frame.size(); });
}

} // namespace zws::nats
