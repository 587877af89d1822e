// SPDX-License-Identifier: MIT
#include "tools/zcat/passed_over.hpp"

#include "libcommon/log.hpp"
#include "tools/zcat/escape.hpp"

#include <utility>

namespace zws::cat {

namespace {

/// A reason can quote the payload, of any size and content.
std::string for_people(const std::string& reason)
{
    constexpr std::size_t most = 300; // bytes
    std::string out;
    append_escaped(out, std::string_view(reason).substr(0, most));
    return reason.size() > most ? out + "..." : out;
}

} // namespace

void PassedOver::add(std::string reason)
{
    if (untold_++ == 0)
        reason_ = std::move(reason);
}

void PassedOver::report(Clock::time_point now)
{
    if (now < due())
        return;
    tell();
    next_ = now + std::chrono::seconds(1);
}

void PassedOver::tell()
{
    if (untold_ > 0)
        log::warning("passed over ", untold_,
                     untold_ == 1 ? " message: " : " messages: ", for_people(reason_));
    untold_ = 0;
}

} // namespace zws::cat
