// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <sys/uio.h>

namespace zws::relay::zmtp {

/// What a connection had no room for yet: messages, and commands between them.
class SendQueue {
public:
    /// Adds a message, without its first `skip` bytes.
    void add_message(std::span<const iovec> pieces, std::size_t skip);
    /// Adds commands, or nothing if too many are waiting: a peer that sends pings has to read the answers.
    void add_commands(std::string_view bytes);

    bool empty() const { return begin_ == bytes_.size(); }
    /// Messages that are not sent, or only in part.
    std::size_t messages() const { return ends_.size(); }

    /// What is to be sent next.
    std::string_view front() const { return std::string_view(bytes_).substr(begin_); }
    /// Its first `size` bytes are sent.
    void pop(std::size_t size);

private:
    void compact();

    std::string bytes_;
    std::size_t begin_ = 0;          ///< of what is not sent, in bytes_
    std::uint64_t forgotten_ = 0;    ///< bytes that were sent, and are no longer in bytes_
    std::size_t commands_ = 0;       ///< bytes of commands since the queue was empty
    std::deque<std::uint64_t> ends_; ///< of messages, counted from the first byte ever
};

} // namespace zws::relay::zmtp
