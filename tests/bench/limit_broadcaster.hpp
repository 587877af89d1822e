// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/epoll.hpp"
#include "tests/bench/limit_feed.hpp"

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace zws::bench {

/// Sends a feed's blocks to all WebSocket clients, with one sendmsg a client for all that it has not got.
///
/// The log holds the blocks that somebody still needs, at most 64: then it takes no more from the feed, so
/// that nobody loses anything and the slowest client holds back all.
class Broadcaster {
public:
    Broadcaster(Feed& feed, BlockPool& pool, Descriptor listener);

    /// Runs until `stop_fd` becomes readable.
    void run(int stop_fd);

private:
    struct Client {
        Descriptor socket;
        std::string request;     ///< until the handshake is done
        bool open = false;       ///< the handshake is done
        bool writable = true;    ///< else an event will tell
        std::uint64_t block = 0; ///< the number of the block that comes next
        std::size_t offset = 0;  ///< bytes of it that are sent
    };

    static constexpr std::size_t most_blocks = 64;

    void accept_all();
    void on_client(Client& client, std::uint32_t events);
    void read(Client& client);
    void shake_hands(Client& client);
    bool broadcast();
    void flush(Client& client);
    bool send_some(Client& client);
    void advance(Client& client, std::size_t sent);
    void trim();
    void forget_closed();
    bool full() const { return log_.size() >= most_blocks; }
    std::uint64_t head() const { return first_ + log_.size(); }

    Feed& feed_;
    BlockPool& pool_;
    Descriptor listener_;
    Epoll epoll_;
    std::vector<std::unique_ptr<Client>> clients_;
    bool some_closed_ = false;
    std::deque<BlockPtr> log_;
    std::uint64_t first_ = 0; ///< the number of the log's first block
};

} // namespace zws::bench
