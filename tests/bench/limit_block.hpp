// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace zws::bench {

/// A run of whole WebSocket text frames in one piece of memory, for all clients alike.
class Block {
public:
    static constexpr std::size_t usual_capacity = 64 * 1024;
    static constexpr std::size_t longest_header = 10;

    explicit Block(std::size_t capacity);

    bool has_room_for(std::size_t payload) const { return size_ + payload + longest_header <= capacity_; }
    /// Adds a frame (RFC 6455, section 5.2); there must be room for it.
    void append(std::string_view payload);
    void clear() { size_ = 0; }

    const char* data() const { return bytes_.get(); }
    std::size_t size() const { return size_; }
    std::size_t capacity() const { return capacity_; }

private:
    std::unique_ptr<char[]> bytes_;
    std::size_t capacity_;
    std::size_t size_ = 0;
};

using BlockPtr = std::unique_ptr<Block>;

/// Keeps blocks to use them again, because fresh memory costs a page fault every 4 KiB; for several threads.
class BlockPool {
public:
    /// An empty block with room for `payload`.
    BlockPtr get(std::size_t payload);
    void put(BlockPtr block);

private:
    static constexpr std::size_t most_kept = 128;

    std::mutex mutex_;
    std::vector<BlockPtr> blocks_;
};

} // namespace zws::bench
