// SPDX-License-Identifier: MIT
#include "tools/zrelay/zmtp/send_queue.hpp"

#include <algorithm>

namespace zws::relay::zmtp {

namespace {

constexpr std::size_t most_commands = 16 * 1024; // bytes
constexpr std::size_t kept_capacity = 64 * 1024; // bytes; after a queue was longer its memory is given back

} // namespace

void SendQueue::add_message(std::span<const iovec> pieces, std::size_t skip)
{
    for (const auto& piece : pieces) {
        const std::size_t skipped = std::min(skip, piece.iov_len);
        bytes_.append(static_cast<const char*>(piece.iov_base) + skipped, piece.iov_len - skipped);
        skip -= skipped;
    }
    ends_.push_back(forgotten_ + bytes_.size());
}

void SendQueue::add_commands(std::string_view bytes)
{
    if (empty())
        commands_ = 0;
    if (commands_ + bytes.size() > most_commands)
        return;
    commands_ += bytes.size();
    bytes_ += bytes;
}

void SendQueue::pop(std::size_t size)
{
    begin_ += size;
    while (!ends_.empty() && ends_.front() <= forgotten_ + begin_)
        ends_.pop_front();
    if (2 * begin_ >= bytes_.size())
        compact();
}

void SendQueue::compact()
{
    forgotten_ += begin_;
    bytes_.erase(0, begin_);
    begin_ = 0;
    if (bytes_.empty() && bytes_.capacity() > kept_capacity)
        bytes_ = {};
}

} // namespace zws::relay::zmtp
