// SPDX-License-Identifier: MIT
#include "tools/zrelay/stamp.hpp"

#include <chrono>

namespace zws::relay {

std::uint64_t Stamps::next(std::string_view topic)
{
    constexpr std::size_t most_topics = 100'000;
    if (const auto found = numbers_.find(topic); found != numbers_.end())
        return ++found->second;
    if (numbers_.size() >= most_topics)
        numbers_.clear();
    numbers_.emplace(topic, 0);
    return 0;
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
