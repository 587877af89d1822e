// SPDX-License-Identifier: MIT
#include "tools/zcat/tap.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/cli/terminal.hpp"
#include "libcommon/cli/warnings.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/memory_budget.hpp"
#include "libcommon/os/poll.hpp"
#include "libcommon/zmq/byte_mark.hpp"
#include "libcommon/zmq/inlet.hpp"
#include "libcommon/zmq/message.hpp"
#include "libcommon/zmq/receiving_type.hpp"
#include "tools/zcat/gaps.hpp"
#include "tools/zcat/limits.hpp"
#include "tools/zcat/output.hpp"
#include "tools/zcat/pattern.hpp"
#include "tools/zcat/selection.hpp"
#include "tools/zcat/stats.hpp"

#include <array>
#include <unistd.h>

namespace zws::cat {

namespace {

using Clock = std::chrono::steady_clock;

FormatOptions for_stdout(FormatOptions wanted)
{
    wanted.color = shows_color(STDOUT_FILENO);
    wanted.terminal = isatty(STDOUT_FILENO) == 1;
    return wanted;
}

std::unique_ptr<Formatter> formatter(const Options& options)
{
    const FormatOptions form = for_stdout(options.form);
    return options.fields.empty() ? make_formatter(options.format, form) : field_format(options.fields, form);
}

class Tap {
public:
    Tap(const Options& options, Socket& in, StopSignal& stop)
        : options_(options),
          socket_(in),
          in_(in.handle),
          inlet_(in),
          mark_(in_, options.input.hwm, MemoryBudget::usual_limit() / 4),
          stop_(stop),
          formatter_(formatter(options)),
          selection_(options.excluded, options.every),
          limits_(options, Clock::now()),
          output_(STDOUT_FILENO, stop, limits_.deadline())
    {
        if (!options.decode.chain.empty())
            decoder_.emplace(options.decode);
        if (options.sequence)
            gaps_.emplace(options.sequence->bits(), options.sequence->where == SequenceSpec::Where::position
                                                        ? Gaps::RunOf::epoch
                                                        : Gaps::RunOf::topic);
        if (options.until)
            until_.emplace(*options.until);
        if (options.stats)
            stats_.emplace(Clock::now());
        warn_of_taking(options.type, "printed");
    }

    void run()
    {
        while (!wait() && burst(Clock::now())) {
        }
        output_.flush();
        skipped_.tell();
        if (stats_)
            stats_->report_total(Clock::now(), losses());
        if (gaps_)
            gaps_->report_total();
        inlet_.tell_total();
        if (!stop_.requested())
            limits_.check_count(printed_);
    }

private:
    /// Sleeps until there is something to do; true if that is to end.
    bool wait()
    {
        std::array<zmq::pollitem_t, 4> items{{{nullptr, stop_.fd(), ZMQ_POLLIN, 0},
                                              {in_.handle(), 0, ZMQ_POLLIN, 0},
                                              {nullptr, inlet_.fd(), ZMQ_POLLIN, 0}}};
        std::size_t count = 3;
        if (output_.watched_fd() >= 0)
            items[count++] = {nullptr, output_.watched_fd(), 0, 0};
        poll(std::span(items).first(count), wake_up());
        if (output_.watched_fd() >= 0 && items[count - 1].revents != 0)
            throw OutputClosed();
        const auto now = Clock::now();
        if (limits_.overslept(now))
            limits_.arrived(now);
        else if (items[1].revents == 0 && limits_.silent(now))
            connect_again(now);
        // Not by revents: the output may have been the first to see the stop.
        return stop_.requested() || now >= limits_.deadline();
    }

    /// A connection can be dead without anyone having told. What was subscribed to stays.
    void connect_again(Clock::time_point now)
    {
        log::warning("nothing has come for ", std::chrono::duration<double>(*options_.idle).count(),
                     " s: connecting again");
        for (const auto& endpoint : socket_.endpoints) {
            if (endpoint.side != Endpoint::Side::connect)
                continue;
            // Where this fails there is no connection, which is just as well.
            zmq_disconnect(in_.handle(), endpoint.address.c_str());
            in_.connect(endpoint.address);
        }
        limits_.arrived(now);
    }

    Clock::time_point wake_up() const
    {
        auto due = std::min({limits_.due(), skipped_.due(), inlet_.due()});
        due = gaps_ ? std::min(due, gaps_->due()) : due;
        return stats_ ? std::min(due, stats_->due()) : due;
    }

    std::string losses() const
    {
        if (inlet_.repair() != nullptr)
            return inlet_.repair()->described();
        return gaps_ ? std::to_string(gaps_->lost()) + " lost" : "";
    }

    /// Prints what is waiting, but no more than a limit or a stop can wait for, and leaves nothing in the
    /// buffer: who reads a pipe sees every message without waiting for the next. False if that was the end,
    /// or if nothing came and a time limit had passed when this began.
    bool burst(Clock::time_point begin)
    {
        constexpr int burst_limit = 1000; // messages
        int count = 0;
        bool came = false;
        bool going = true;
        while (going && count < burst_limit && inlet_.receive(message_)) {
            ++count;
            mark_.see(message_.size());
            came |= handle();
            going = output_.end_message() && !limits_.reached(printed_);
            if (options_.type == zmq::socket_type::rep)
                going = reply() && going;
        }
        const auto now = Clock::now();
        mark_.settle(socket_.watch->peers(), now);
        if (stats_)
            stats_->report(now, losses());
        if (gaps_)
            gaps_->report(now);
        skipped_.report(now);
        going = output_.flush() && going;
        if (came)
            limits_.arrived(Clock::now());
        return going && (came || !limits_.passed(begin));
    }

    /// An answered request is one that was written. False if it could not be.
    bool reply()
    {
        const bool written = output_.flush();
        if (written)
            in_.send(zmq::buffer(options_.reply), zmq::send_flags::dontwait);
        return written;
    }

    /// False if the message is one of those that are as if they had not come.
    bool handle()
    {
        if (selection_.excludes(message_.frame(0)))
            return false;
        if (stats_)
            stats_->add(message_.size(), Clock::now());
        const bool due = selection_.takes(message_.topic());
        if (due || gaps_ || until_)
            print(due);
        return true;
    }

    /// Prints the message if it is due, or the last one, for which --until waits.
    void print(bool due)
    {
        Received received{message_, printed_ + 1};
        if (formatter_->needs_time())
            received.time = std::chrono::system_clock::now();
        std::string reason = decoder_ ? decode(received) : "";
        if (gaps_)
            gaps_->add(numbered_run(received.message, *options_.sequence),
                       sequence_of(received.message, received.payload(), *options_.sequence),
                       message_.connection());
        const bool last = until_ && reason.empty() && until_->matches(received.payload());
        if (last)
            limits_.last_came();
        if (!due && !last)
            return;
        if (reason.empty())
            reason = formatter_->print(received, output_.buffer());
        if (reason.empty())
            ++printed_;
        else
            skipped_.add(std::move(reason));
    }

    std::string decode(Received& received)
    {
        received.decoded = &decoded_;
        std::string reason = decoder_->decode(message_, decoded_);
        received.decoded_topic = decoder_->topic();
        received.all_frames_decoded = decoder_->reads_all_frames();
        return reason;
    }

    const Options& options_;
    Socket& socket_;
    zmq::socket_t& in_; ///< of socket_
    Inlet inlet_;       ///< from it
    ByteMark mark_;     ///< of in_
    StopSignal& stop_;
    std::unique_ptr<Formatter> formatter_;
    Selection selection_;
    std::optional<Pattern> until_;
    Limits limits_;
    Output output_;
    Skipped skipped_;
    std::optional<Decoder> decoder_;
    std::string decoded_; ///< the last message
    std::optional<Gaps> gaps_;
    std::optional<Stats> stats_;
    Message message_;
    std::uint64_t printed_ = 0; ///< messages
};

} // namespace

void tap(const Options& options, Socket& in, StopSignal& stop)
{
    Tap(options, in, stop).run();
}

} // namespace zws::cat
