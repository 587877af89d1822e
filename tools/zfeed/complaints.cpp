// SPDX-License-Identifier: MIT
#include "tools/zfeed/complaints.hpp"

#include "libcommon/cli/log.hpp"

namespace zws::feed {

void LineComplaints::add(std::uint64_t number, const std::string& why, Clock::time_point now)
{
    if (untold_++ == 0) {
        first_untold_ = number;
        why_ = log::excerpt(why);
    }
    last_untold_ = number;
    if (++count_ <= one_by_one || now >= next_) {
        tell();
        next_ = now + std::chrono::seconds(1);
    }
}

void LineComplaints::begin(const std::string& where)
{
    tell();
    where_ = where;
}

void LineComplaints::tell()
{
    if (untold_ == 1)
        log::warning(where_, unit_, ' ', first_untold_, ": ", why_);
    else if (untold_ > 1)
        log::warning(where_, untold_, ' ', unit_, "s from ", first_untold_, " to ", last_untold_,
                     ", the first: ", why_);
    untold_ = 0;
}

} // namespace zws::feed
