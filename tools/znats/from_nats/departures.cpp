// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/departures.hpp"

#include "libcommon/zmq/owned_frame.hpp"

#include <mutex>
#include <string_view>
#include <utility>

namespace zws::nats {

struct Departures::Shared {
    std::mutex mutex;
    WakeUp* wake;                       ///< null: nobody asks
    std::uint64_t round = 0;            ///< frames of earlier ones are forgotten
    std::size_t outstanding = 0;        ///< frames of this round
    std::vector<std::uint64_t> numbers; ///< of what has departed
};

/// The bytes of a last frame, whose end is the departure of its message.
class Departures::Frame {
public:
    Frame(std::string bytes, std::uint64_t number, std::uint64_t round, std::shared_ptr<Shared> shared)
        : bytes_(std::move(bytes)), number_(number), round_(round), shared_(std::move(shared))
    {
    }
    ~Frame();
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;

    std::string_view bytes() const { return bytes_; }

private:
    std::string bytes_;
    std::uint64_t number_;
    std::uint64_t round_;
    std::shared_ptr<Shared> shared_;
};

Departures::Departures(WakeUp* wake) : shared_(std::make_shared<Shared>())
{
    shared_->wake = wake;
}

Departures::~Departures()
{
    const std::lock_guard lock(shared_->mutex);
    shared_->wake = nullptr;
}

zmq::message_t Departures::last_frame(std::string bytes, std::uint64_t number)
{
    std::uint64_t round = 0;
    {
        const std::lock_guard lock(shared_->mutex);
        round = shared_->round;
        ++shared_->outstanding;
    }
    return owned_frame<Frame>(std::move(bytes), number, round, shared_);
}

/// On any thread.
Departures::Frame::~Frame()
{
    const std::lock_guard lock(shared_->mutex);
    if (round_ != shared_->round)
        return;
    --shared_->outstanding;
    if (shared_->wake == nullptr)
        return;
    if (shared_->numbers.empty())
        shared_->wake->call();
    shared_->numbers.push_back(number_);
}

std::vector<std::uint64_t> Departures::collect()
{
    const std::lock_guard lock(shared_->mutex);
    return std::exchange(shared_->numbers, {});
}

std::size_t Departures::outstanding() const
{
    const std::lock_guard lock(shared_->mutex);
    return shared_->outstanding;
}

void Departures::begin_anew()
{
    const std::lock_guard lock(shared_->mutex);
    ++shared_->round;
    shared_->outstanding = 0;
    shared_->numbers.clear();
}

} // namespace zws::nats
