// SPDX-License-Identifier: MIT
#include "tools/zws2browser/delivery/admission.hpp"

namespace zws::browser {

namespace {

bool exceeds(std::size_t count, std::size_t limit)
{
    return limit != 0 && count > limit;
}

} // namespace

Admission::Ticket Admission::enter(const boost::asio::ip::address& address)
{
    const std::lock_guard lock(mutex_);
    const auto known = per_address_.find(address);
    const auto of_address = known == per_address_.end() ? 1 : known->second + 1;
    const auto most_of_address = most_of(address);
    if ((most_ != 0 && exceeds(count_ + 1, most_ + most_over_limit)) ||
        (most_of_address != 0 && exceeds(of_address, most_of_address + most_over_limit)))
        return {};
    ++count_;
    per_address_[address] = of_address;
    ServerBudget::Share memory(memory_);
    const bool over_limit =
        exceeds(count_, most_) || exceeds(of_address, most_of_address) || !memory.resize(each_);
    return {*this, address, over_limit, std::move(memory)};
}

std::size_t Admission::most_of(const boost::asio::ip::address& address) const
{
    if (most_per_address_)
        return *most_per_address_;
    return address.is_loopback() ? 0 : (most_ + 1) / 2;
}

void Admission::leave(const boost::asio::ip::address& address)
{
    const std::lock_guard lock(mutex_);
    --count_;
    const auto known = per_address_.find(address);
    if (--known->second == 0)
        per_address_.erase(known);
}

} // namespace zws::browser
