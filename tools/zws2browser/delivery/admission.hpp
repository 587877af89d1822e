// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/stream/memory_budget.hpp"

#include <boost/asio/ip/address.hpp>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace zws::browser {

/// Counts the connections, in all and of each address, against their limits, and the memory that they can
/// cost; used by all threads.
class Admission {
public:
    /// A connection that is counted, as long as this lives.
    class Ticket {
    public:
        Ticket() = default;
        Ticket(Admission& admission, boost::asio::ip::address address, bool over_limit,
               ServerBudget::Share memory)
            : admission_(&admission),
              address_(std::move(address)),
              over_limit_(over_limit),
              memory_(std::move(memory))
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
              over_limit_(other.over_limit_),
              memory_(std::move(other.memory_))
        {
        }
        Ticket& operator=(Ticket&&) = delete;

        /// There is no room: the client is told so, and the connection is closed.
        bool over_limit() const { return over_limit_; }
        /// There is not even room to say so.
        bool hopeless() const { return admission_ == nullptr; }
        /// The memory that the connection is counted with.
        ServerBudget::Share& memory() { return memory_; }

    private:
        Admission* admission_ = nullptr;
        boost::asio::ip::address address_;
        bool over_limit_ = true;
        ServerBudget::Share memory_;
    };

    /// How many connections above the limits can be answered at a time.
    static constexpr std::size_t most_over_limit = 64;

    /// 0: no limit; without `most_per_address` that is half of `most`, but none for loopback, from which a
    /// proxy may connect. `each`: bytes of memory that a connection may need.
    Admission(std::size_t most, std::optional<std::size_t> most_per_address, ServerBudget& memory,
              std::size_t each)
        : most_(most), most_per_address_(most_per_address), memory_(memory), each_(each)
    {
    }

    Ticket enter(const boost::asio::ip::address& address);

private:
    void leave(const boost::asio::ip::address& address);
    std::size_t most_of(const boost::asio::ip::address& address) const;

    std::size_t most_;
    std::optional<std::size_t> most_per_address_;
    ServerBudget& memory_;
    std::size_t each_;
    std::mutex mutex_;
    std::size_t count_ = 0;
    std::map<boost::asio::ip::address, std::size_t>
        per_address_; ///< those with connections: bounded by count_
};

} // namespace zws::browser
