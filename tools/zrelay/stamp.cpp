// SPDX-License-Identifier: MIT
#include "tools/zrelay/stamp.hpp"

#include "libcommon/text/big_endian.hpp"

namespace zws::relay {

std::uint64_t Stamps::next(std::string_view topic)
{
    if (auto* const found = numbers_.find(topic))
        return ++*found;
    if (!numbers_.has_room_for(topic))
        begin_again();
    numbers_.add(topic, 0);
    return 0;
}

void Stamps::begin_again()
{
    warning_.tell("--stamp: more topics than there is memory for (", numbers_.count(),
                  " are 16 MiB): all numbers begin again at 0");
    numbers_.clear();
}

std::uint64_t Stamps::now()
{
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(since).count());
}

Stamps::Frame Stamps::frame(std::uint64_t number)
{
    return big_endian(number);
}

} // namespace zws::relay
