// SPDX-License-Identifier: MIT
#include "tools/zrelay/zmtp/queue_memory.hpp"

#include <utility>

namespace zws::relay::zmtp {

namespace {

/// Bytes that are counted while they are kept.
class Block {
public:
    Block(std::string bytes, QueueMemory& memory) : bytes_(std::move(bytes)), memory_(memory)
    {
        memory_.add(size());
    }
    ~Block() { memory_.remove(size()); }
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;

    std::string_view bytes() const { return bytes_; }

private:
    std::size_t size() const { return sizeof *this + bytes_.capacity(); }

    const std::string bytes_;
    QueueMemory& memory_;
};

} // namespace

Stored QueueMemory::keep(std::string bytes)
{
    auto block = std::make_shared<const Block>(std::move(bytes), *this);
    const auto kept = block->bytes();
    return {std::move(block), kept};
}

} // namespace zws::relay::zmtp
