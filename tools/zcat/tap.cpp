// SPDX-License-Identifier: MIT
#include "tools/zcat/tap.hpp"

#include "libcommon/error.hpp"
#include "libcommon/log.hpp"
#include "libcommon/message.hpp"
#include "libcommon/poll.hpp"
#include "tools/zcat/limits.hpp"
#include "tools/zcat/output.hpp"
#include "tools/zcat/passed_over.hpp"
#include "tools/zcat/stats.hpp"

#include <array>
#include <unistd.h>

namespace zws::cat {

namespace {

using Clock = std::chrono::steady_clock;

class Tap {
public:
    Tap(const Options& options, zmq::socket_t& in, StopSignal& stop)
        : in_(in),
          stop_(stop),
          formatter_(make_formatter(options.format, options.form)),
          limits_(options, Clock::now()),
          output_(STDOUT_FILENO, stop, limits_.deadline())
    {
        if (!options.decode.chain.empty())
            decoder_.emplace(options.decode);
        if (options.stats)
            stats_.emplace(Clock::now());
    }

    void run()
    {
        while (!wait() && burst()) {
        }
        output_.flush();
        passed_over_.tell();
        if (stats_)
            stats_->report_total(Clock::now());
        if (!stop_.requested())
            limits_.check_count(printed_);
    }

private:
    /// Sleeps until there is something to do; true if that is to end.
    bool wait()
    {
        std::array<zmq::pollitem_t, 3> items{{{nullptr, stop_.fd(), ZMQ_POLLIN, 0},
                                              {in_.handle(), 0, ZMQ_POLLIN, 0},
                                              {nullptr, output_.watched_fd(), 0, 0}}};
        poll(std::span(items).first(output_.watched_fd() < 0 ? 2 : 3), wake_up());
        if (items[2].revents != 0)
            throw OutputClosed();
        // Not by revents: the output may have been the first to see the stop.
        return stop_.requested() || limits_.passed(Clock::now());
    }

    Clock::time_point wake_up() const
    {
        auto due = std::min(limits_.due(), passed_over_.due());
        return stats_ ? std::min(due, stats_->due()) : due;
    }

    /// Prints what is waiting, but no more than a limit or a stop can wait for, and leaves nothing in the
    /// buffer: who reads a pipe sees every message without waiting for the next. False if that was the end.
    bool burst()
    {
        constexpr int burst_limit = 1000; // messages
        int count = 0;
        bool going = true;
        while (going && count < burst_limit && message_.receive(in_, zmq::recv_flags::dontwait)) {
            ++count;
            print();
            going = output_.end_message() && !limits_.reached(printed_);
        }
        const auto now = Clock::now();
        if (count > 0)
            limits_.arrived(now);
        if (stats_)
            stats_->report(now);
        passed_over_.report(now);
        return output_.flush() && going;
    }

    void print()
    {
        Received received{message_, printed_ + 1};
        if (formatter_->needs_time())
            received.time = std::chrono::system_clock::now();
        if (stats_)
            stats_->add(message_.size(), Clock::now());
        std::string reason = decoder_ ? decode(received) : "";
        if (reason.empty())
            reason = formatter_->print(received, output_.buffer());
        if (reason.empty())
            ++printed_;
        else
            passed_over_.add(std::move(reason));
    }

    std::string decode(Received& received)
    {
        received.decoded = &decoded_;
        return decoder_->decode(message_, decoded_);
    }

    zmq::socket_t& in_;
    StopSignal& stop_;
    std::unique_ptr<Formatter> formatter_;
    Limits limits_;
    Output output_;
    PassedOver passed_over_;
    std::optional<Decoder> decoder_;
    std::string decoded_; ///< the last message
    std::optional<Stats> stats_;
    Message message_;
    std::uint64_t printed_ = 0; ///< messages
};

} // namespace

void tap(const Options& options, zmq::socket_t& in, StopSignal& stop)
{
    Tap(options, in, stop).run();
}

} // namespace zws::cat
