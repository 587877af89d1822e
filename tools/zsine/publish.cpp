// SPDX-License-Identifier: MIT
#include "tools/zsine/publish.hpp"

#include "libcommon/cli/warnings.hpp"
#include "libcommon/zmq/lossy_sender.hpp"
#include "libcommon/zmq/xpub_subscriptions.hpp"
#include "tools/zsine/wall_clock.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace zws::sine {

namespace {

using Clock = WallClock::Steady;
using Seconds = std::chrono::duration<double>;

/// When samples are due: at start + number / rate, however late the one before was.
class SampleTimes {
public:
    SampleTimes(double rate, Clock::time_point start) : rate_(rate), start_(start) {}

    bool paced() const { return rate_ > 0; }

    Clock::time_point due() const
    {
        return start_ +
               std::chrono::duration_cast<Clock::duration>(Seconds(static_cast<double>(number_) / rate_));
    }

    /// When the sample that is due is to be sent: at once, or at high rates with the others of its
    /// millisecond, as waking up costs more than sending.
    Clock::time_point leaves() const
    {
        constexpr auto step = std::chrono::milliseconds(1);
        if (rate_ <= 1000)
            return due();
        return start_ + std::chrono::ceil<std::chrono::milliseconds>(due() - start_) / step * step;
    }

    /// Goes on to the next sample. After a pause of more than a second (a suspended machine, a rate that
    /// cannot be kept) the missed ones are skipped, instead of a burst of old samples.
    void advance()
    {
        ++number_;
        const auto late = Seconds(Clock::now() - due());
        if (late > Seconds(1))
            number_ += static_cast<std::uint64_t>(late.count() * rate_);
    }

private:
    double rate_;
    Clock::time_point start_;
    std::uint64_t number_ = 0;
};

class SamplePublisher {
public:
    SamplePublisher(const Options& options, Socket& out)
        : names_(options.series), subscriptions_(out), out_(out.handle)
    {
        std::random_device seed;
        Shape shape = options.shape;
        const std::size_t waves = std::max<std::size_t>(names_.size(), 1);
        for (std::size_t i = 0; i < waves; ++i) {
            shape.phase = options.shape.phase +
                          2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(waves);
            waves_.emplace_back(shape, seed());
        }
    }

    /// One sample of each series.
    void send(double x)
    {
        for (std::size_t i = 0; i < waves_.size(); ++i) {
            if (!names_.empty())
                send(names_[i], true);
            send(sample(x, waves_[i].at(x)), false);
        }
        if (const auto lost = out_.lost(); lost != lost_) {
            losses_.add("a subscriber had no room (see --hwm)", lost - std::exchange(lost_, lost));
            losses_.report(Clock::now());
        }
    }

    /// Takes in what subscribers have told.
    void hear() { subscriptions_.hear(); }

    void tell_losses() { losses_.tell_total(); }

private:
    void send(const std::string& text, bool more)
    {
        zmq::message_t frame(text);
        out_.send(frame, more);
    }

    std::vector<std::string> names_;
    std::vector<Wave> waves_;
    XpubSubscriptions subscriptions_;
    LossySender out_;
    Losses losses_{Losses::Count::at_least};
    std::uint64_t lost_ = 0; ///< messages that losses_ knows of
};

} // namespace

std::string sample(double x, double y)
{
    std::array<char, 400> text; // a double has at most 309 digits before the point
    std::string out = "{\"x\":";
    const auto x_end =
        std::to_chars(text.data(), text.data() + text.size(), x, std::chars_format::fixed, 6).ptr;
    out.append(text.data(), x_end);
    out += ",\"y\":";
    const auto y_end = std::to_chars(text.data(), text.data() + text.size(), y).ptr;
    return out.append(text.data(), y_end) + '}';
}

namespace {

void send_all(const Options& options, SamplePublisher& publisher, StopSignal& stop)
{
    constexpr std::uint64_t stop_check_interval = 256;
    const auto start = Clock::now();
    const auto end = options.duration ? start + *options.duration : Clock::time_point::max();
    const auto count = options.count.value_or(std::numeric_limits<std::uint64_t>::max());
    SampleTimes times(options.rate, start);
    WallClock wall;
    for (std::uint64_t sent = 0; sent < count; ++sent) {
        const auto due = times.paced() ? times.due() : Clock::now();
        const auto leaves = times.paced() ? times.leaves() : due;
        const bool early = leaves > Clock::now();
        if (early || sent % stop_check_interval == 0) {
            publisher.hear();
            if (stop.wait_until(std::min(leaves, end)))
                return;
        }
        if (due >= end)
            return;
        wall.update();
        publisher.send(wall.unix_time(due));
        if (times.paced())
            times.advance();
    }
}

} // namespace

void publish(const Options& options, Socket& out, StopSignal& stop)
{
    SamplePublisher publisher(options, out);
    const StopSignal::Service hears(stop, out.handle.get(zmq::sockopt::fd), [&] { publisher.hear(); });
    send_all(options, publisher, stop);
    publisher.tell_losses();
}

} // namespace zws::sine
