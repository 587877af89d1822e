// SPDX-License-Identifier: MIT
#include "libcommon/passed_over.hpp"

#include "libcommon/log.hpp"

#include <utility>

namespace zws {

namespace {

/// A reason can quote the payload, of any size.
std::string shortened(const std::string& reason)
{
    constexpr std::size_t most = 300; // bytes
    return reason.size() > most ? reason.substr(0, most) + "..." : reason;
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
                     untold_ == 1 ? " message: " : " messages: ", shortened(reason_));
    untold_ = 0;
}

} // namespace zws
