// SPDX-License-Identifier: MIT
#include "tools/zws2browser/health.hpp"

#include <boost/asio/post.hpp>
#include <chrono>
#include <cstddef>

namespace zws::browser {

namespace {

constexpr std::chrono::seconds patience{1};

/// One question to all; lives on the thread that asks.
class Check : public std::enable_shared_from_this<Check> {
public:
    Check(net::io_context& asking, std::size_t missing, std::function<void(bool)> done)
        : asking_(asking), missing_(missing), done_(std::move(done)), timer_(asking.get_executor())
    {
    }

    void ask(const std::vector<std::unique_ptr<Shard>>& shards)
    {
        timer_.expires_after(patience);
        timer_.async_wait([self = shared_from_this()](error_code) { self->end(); });
        for (const auto& shard : shards)
            net::post(shard->context(), [self = shared_from_this()] {
                net::post(self->asking_, [self] { self->answered(); });
            });
    }

private:
    void answered()
    {
        if (--missing_ == 0)
            timer_.cancel();
    }

    void end()
    {
        if (done_)
            std::exchange(done_, {})(missing_ == 0);
    }

    net::io_context& asking_;
    std::size_t missing_;
    std::function<void(bool)> done_;
    Timer timer_;
};

} // namespace

void check_health(const std::vector<std::unique_ptr<Shard>>& shards, net::io_context& asking,
                  std::function<void(bool)> done)
{
    std::make_shared<Check>(asking, shards.size(), std::move(done))->ask(shards);
}

} // namespace zws::browser
