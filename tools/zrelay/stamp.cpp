// SPDX-License-Identifier: MIT
#include "tools/zrelay/stamp.hpp"

namespace zws::relay {

std::uint64_t Stamps::next(std::string_view topic)
{
    constexpr std::size_t own_memory = 100; // of a topic, besides its bytes
    if (const auto found = numbers_.find(topic); found != numbers_.end())
        return ++found->second;
    const std::size_t cost = topic.size() + own_memory;
    if (memory_ + cost > most_memory && !numbers_.empty())
        begin_again();
    memory_ += cost;
    numbers_.emplace(topic, 0);
    return 0;
}

void Stamps::begin_again()
{
    warning_.tell("--stamp: more topics than there is memory for (", numbers_.size(),
                  " are 16 MiB): all numbers begin again at 0");
    numbers_.clear();
    memory_ = 0;
}

std::uint64_t Stamps::now()
{
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(since).count());
}

Stamps::Frame Stamps::frame(std::uint64_t number)
{
    Frame bytes;
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, number >>= 8U)
        *byte = static_cast<unsigned char>(number & 0xffU);
    return bytes;
}

} // namespace zws::relay
