// SPDX-License-Identifier: MIT
#pragma once

#include <boost/asio/ip/address.hpp>
#include <cstddef>
#include <map>
#include <mutex>
#include <utility>

namespace zws::browser {

/// Counts the connections, in all and of each address, against their limits; used by all threads.
class Admission {
public:
    /// A connection that is counted, as long as this lives.
    class Ticket {
    public:
        Ticket() = default;
        Ticket(Admission& admission, boost::asio::ip::address address, bool over_limit)
            : admission_(&admission), address_(std::move(address)), over_limit_(over_limit)
        {
        }
        ~Ticket()
        {
            if (admission_ != nullptr)
                admission_->leave(address_);
        }
        Ticket(Ticket&& other) noexcept
            : admission_(std::exchange(other.admission_, nullptr)),
              address_(std::move(other.address_)),
              over_limit_(other.over_limit_)
        {
        }
        Ticket& operator=(Ticket&&) = delete;

        /// There is no room: the client is told so, and the connection is closed.
        bool over_limit() const { return over_limit_; }
        /// There is not even room to say so.
        bool hopeless() const { return admission_ == nullptr; }

    private:
        Admission* admission_ = nullptr;
        boost::asio::ip::address address_;
        bool over_limit_ = true;
    };

    /// How many connections above the limits can be answered at a time.
    static constexpr std::size_t most_over_limit = 64;

    /// 0: no limit.
    Admission(std::size_t most, std::size_t most_per_address)
        : most_(most), most_per_address_(most_per_address)
    {
    }

    Ticket enter(const boost::asio::ip::address& address);

private:
    void leave(const boost::asio::ip::address& address);

    std::size_t most_;
    std::size_t most_per_address_;
    std::mutex mutex_;
    std::size_t count_ = 0;
    std::map<boost::asio::ip::address, std::size_t>
        per_address_; ///< those with connections: bounded by count_
};

} // namespace zws::browser
