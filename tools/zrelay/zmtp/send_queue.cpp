// SPDX-License-Identifier: MIT
#include "tools/zrelay/zmtp/send_queue.hpp"

#include "tools/zrelay/zmtp/bunch.hpp"

#include <algorithm>
#include <utility>

namespace zws::relay::zmtp {

namespace {

/// Bytes that are counted while they are kept.
class QueueBlock {
public:
    QueueBlock(std::string bytes, QueueMemory& memory) : bytes_(std::move(bytes)), memory_(memory)
    {
        memory_.add(size());
    }
    ~QueueBlock() { memory_.remove(size()); }
    QueueBlock(const QueueBlock&) = delete;
    QueueBlock& operator=(const QueueBlock&) = delete;

    std::string_view bytes() const { return bytes_; }

private:
    std::size_t size() const { return sizeof *this + bytes_.capacity(); }

    const std::string bytes_;
    QueueMemory& memory_;
};

} // namespace

Stored QueueMemory::keep(std::string bytes)
{
    auto block = std::make_shared<const QueueBlock>(std::move(bytes), *this);
    const auto kept = block->bytes();
    return {std::move(block), kept};
}

namespace {

constexpr std::size_t most_commands = 16 * 1024; // bytes

} // namespace

void SendQueue::add_message(const Stored& message, std::size_t skip)
{
    add({message.owner, message.bytes.substr(skip)});
    ends_.push_back(added_);
    memory_.add(each);
}

void SendQueue::add_commands(std::string_view bytes)
{
    if (empty())
        commands_ = 0;
    if (bytes.empty() || commands_ + bytes.size() > most_commands)
        return;
    commands_ += bytes.size();
    add(memory_.keep(std::string(bytes)));
}

/// To the part before it where they lie side by side.
void SendQueue::add(const Stored& part)
{
    added_ += part.bytes.size();
    if (!parts_.empty() && parts_.back().owner == part.owner) {
        auto& last = parts_.back().bytes;
        if (last.data() + last.size() == part.bytes.data()) {
            last = {last.data(), last.size() + part.bytes.size()};
            return;
        }
    }
    parts_.push_back(part);
}

std::size_t SendQueue::front(std::span<iovec> pieces) const
{
    const auto count = std::min(pieces.size(), parts_.size());
    for (std::size_t i = 0; i < count; ++i)
        pieces[i] = piece_of(parts_[i].bytes);
    return count;
}

void SendQueue::pop(std::size_t size)
{
    sent_ += size;
    while (!ends_.empty() && ends_.front() <= sent_) {
        ends_.pop_front();
        memory_.remove(each);
    }
    while (size > 0) {
        auto& bytes = parts_.front().bytes;
        const auto some = std::min(size, bytes.size());
        bytes.remove_prefix(some);
        size -= some;
        if (bytes.empty())
            parts_.pop_front();
    }
}

} // namespace zws::relay::zmtp
