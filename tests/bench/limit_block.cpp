// SPDX-License-Identifier: MIT
#include "tests/bench/limit_block.hpp"

#include <algorithm>
#include <cstring>

namespace zws::bench {

Block::Block(std::size_t capacity)
    : bytes_(std::make_unique_for_overwrite<char[]>(capacity)), capacity_(capacity)
{
}

void Block::append(std::string_view payload)
{
    char* to = bytes_.get() + size_;
    const auto length = payload.size();
    const unsigned length_bytes = length < 126 ? 0 : length < 65536 ? 2 : 8;
    *to++ = static_cast<char>(0x81);
    *to++ = static_cast<char>(length_bytes == 0 ? length : length_bytes == 2 ? 126 : 127);
    for (unsigned i = length_bytes; i-- > 0;)
        *to++ = static_cast<char>(length >> (8 * i));
    std::memcpy(to, payload.data(), length);
    size_ = static_cast<std::size_t>(to - bytes_.get()) + length;
}

BlockPtr BlockPool::get(std::size_t payload)
{
    const auto least = payload + Block::longest_header;
    const std::scoped_lock lock(mutex_);
    if (blocks_.empty() || least > Block::usual_capacity)
        return std::make_unique<Block>(std::max(least, Block::usual_capacity));
    auto block = std::move(blocks_.back());
    blocks_.pop_back();
    return block;
}

void BlockPool::put(BlockPtr block)
{
    const std::scoped_lock lock(mutex_);
    if (block->capacity() != Block::usual_capacity || blocks_.size() == most_kept)
        return;
    block->clear();
    blocks_.push_back(std::move(block));
}

} // namespace zws::bench
