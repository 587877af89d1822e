// SPDX-License-Identifier: MIT
#include "libcommon/zmq/repair.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <iterator>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include <utility>

namespace zws {

namespace {

constexpr std::uint64_t all_that_follow = std::uint64_t{1} << 32U;

FileDescriptor opened(int fd, const char* attempt)
{
    if (fd < 0)
        throw system_error(attempt, errno);
    return FileDescriptor(fd);
}

void watch_input(const FileDescriptor& all, int fd)
{
    epoll_event event{};
    event.events = EPOLLIN;
    if (epoll_ctl(all.get(), EPOLL_CTL_ADD, fd, &event) != 0)
        throw system_error("epoll_ctl", errno);
}

} // namespace

Repair::Repair(zmq::context_t& context, zmq::socket_ref live, const PeerWatch& peers,
               const SocketOptions& options)
    : live_(live),
      peers_(peers),
      wait_(options.repair.wait),
      late_(options.repair.late),
      late_due_(late_ != 0),
      stream_(late_),
      all_(opened(epoll_create1(EPOLL_CLOEXEC), "epoll_create")),
      timer_(opened(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC), "timerfd_create"))
{
    for (const auto& endpoint : options.repair.endpoints) {
        sources_.emplace_back(context, options, endpoint);
        watch_input(all_, sources_.back().socket().get(zmq::sockopt::fd));
    }
    source_ = sources_.begin();
    watch_input(all_, timer_.get());
    settle();
}

std::string Repair::described() const
{
    return log::concat(counts().repaired, " had again, ", counts().lost, " lost, ", counts().twice, " twice");
}

void Repair::end()
{
    for (auto& run : stream_.runs()) {
        while (const auto gap = run.order.first_gap())
            stream_.lose(run, *gap, "they had not come at the end");
    }
}

void Repair::tell_total()
{
    if (const auto waiting = stream_.waiting(); waiting > 0)
        log::warning(waiting, waiting == 1 ? " message" : " messages",
                     " waited for missing ones, and came to nobody");
    stream_.losses().tell_total();
    if (log::shows(log::Level::normal))
        log::line("repair", described());
}

/// Answers and messages of the stream come in turns while something is missing. What wakes us is not over
/// before there is nothing of either.
bool Repair::receive(Message& message)
{
    constexpr unsigned look_interval = 256; // messages of a stream that never pauses
    while (true) {
        if (++calls_ % look_interval == 0 && open_)
            look(Clock::now());
        if (open_) {
            take_answer();
            if (release(message))
                return true;
        }
        if (message.receive(live_, zmq::recv_flags::dontwait)) {
            if (pass(message))
                return true;
            continue;
        }
        if (take_answer())
            continue;
        look(Clock::now());
        if (!take_answer())
            return release(message);
    }
}

/// A message of the stream: true if it is the next one, and nothing is to be done.
bool Repair::pass(Message& message)
{
    ++passed_;
    const auto number = OrderedStream::number_of(message);
    if (!number) {
        unnumbered_.tell("--repair: a message has no number by which it is known that others are missing");
        return true;
    }
    if (stream_.follows(*number))
        return true;
    late_due_ = false;
    if (number->epoch == OrderedStream::own_numbers)
        sample_ = message.shared();
    ask(stream_.add(*number, message, peers_.peers() <= 1));
    settle();
    return false;
}

bool Repair::release(Message& message)
{
    if (!stream_.release(message))
        return false;
    settle();
    return true;
}

/// False: none was there.
bool Repair::take_answer()
{
    for (auto source = sources_.begin(); source != sources_.end(); ++source) {
        auto answer = source->next_answer();
        if (!answer)
            continue;
        if (answer->ends())
            take_end(*answer, source);
        else
            accept(*answer);
        settle();
        return true;
    }
    return false;
}

void Repair::accept(ReplaySource::Answer& answer)
{
    Message message = whole(answer);
    if (const auto number = OrderedStream::number_of(message))
        stream_.add_repaired(*number, message);
}

/// Publishers of vLLM send the number and the payload alone. Each frame knows from where it came that others
/// follow it.
Message Repair::whole(ReplaySource::Answer& answer)
{
    if (answer.message.frame_count() != 1 || sample_.frame_count() == 0)
        return std::move(answer.message);
    Message message;
    zmq::message_t topic;
    topic.copy(sample_.part(0));
    message.append(std::move(topic));
    message.append(std::move(answer.head));
    message.append(std::move(answer.message.part(0)));
    return message;
}

/// What has not come by the end of an answer is not there; somebody else may have it.
void Repair::take_end(const ReplaySource::Answer& answer, Source from)
{
    const auto& end = answer.end;
    const bool is_new = end.newest_epoch != 0 && stream_.find(end.newest_epoch) == nullptr;
    if (is_new && !stream_.runs().empty() && passed_ == seen_)
        ask_all_of(stream_.restart(end.newest_epoch, 1));
    auto* const run = stream_.find(end.epoch);
    if (run == nullptr || end.span.size() == 0)
        return;
    if (end.tries + 1 >= sources_.size())
        return stream_.lose(*run, end.span, "nobody keeps them (any more)");
    auto next = std::next(from);
    next = next == sources_.end() ? sources_.begin() : next;
    for (const auto& gap : run->order.missing(end.span))
        next->ask(run->epoch, gap, end.tries + 1);
}

void Repair::ask(OrderedStream::Run& run)
{
    constexpr Clock::duration longest = std::chrono::seconds(1);
    const auto now = Clock::now();
    for (const auto& gap : run.order.to_ask(now - std::min<Clock::duration>(wait_ / 4, longest), now)) {
        for (std::size_t i = 0; i < sources_.size() && !source_->ask(run.epoch, gap); ++i) {
            if (++source_ == sources_.end())
                source_ = sources_.begin();
        }
    }
}

void Repair::ask_all_of(const OrderedStream::Run& run)
{
    source_->ask(run.epoch, {run.order.next(), run.order.next() + all_that_follow});
}

/// Does what is due by time. Where this process stood still, answers may be there that nobody has read.
void Repair::look(Clock::time_point now)
{
    if (now < due_)
        return;
    std::uint64_t expirations = 0;
    static_cast<void>(::read(timer_.get(), &expirations, sizeof expirations));
    const bool overslept = now - due_ > std::max<Clock::duration>(wait_ / 4, std::chrono::milliseconds(50));
    due_ = now + period_;
    stream_.losses().report(now);
    if (late_due_ && source_->ask_for_last(late_))
        late_due_ = false;
    for (auto& run : stream_.runs()) {
        if (overslept)
            run.order.wait_from(now);
        for (const auto& gap : run.order.older_than(now - wait_))
            stream_.lose(run, gap, "they did not come within --repair-wait");
        ask(run);
    }
    if (!open_)
        look_at_silence();
    settle();
}

/// The last messages before a pause may be missing, which no later one tells.
void Repair::look_at_silence()
{
    constexpr unsigned longest = 16; // looks
    silent_ = std::exchange(seen_, passed_) == passed_ ? silent_ + 1 : 0;
    if (silent_ == 0 || (silent_ % longest != 0 && !std::has_single_bit(silent_)))
        return;
    for (const auto& run : stream_.runs()) {
        if (!run.ended)
            ask_all_of(run);
    }
}

/// Time matters more while something is missing.
void Repair::settle()
{
    using std::chrono::milliseconds;
    open_ = stream_.open();
    const bool soon = open_ || late_due_;
    const auto period = soon ? std::clamp<Clock::duration>(wait_ / 8, milliseconds(5), milliseconds(250))
                             : std::clamp<Clock::duration>(wait_, milliseconds(100), milliseconds(1000));
    if (period == period_)
        return;
    period_ = period;
    due_ = Clock::now() + period;
    const auto count = std::chrono::duration_cast<std::chrono::nanoseconds>(period).count();
    const timespec time{count / 1'000'000'000, count % 1'000'000'000};
    const itimerspec interval{time, time};
    timerfd_settime(timer_.get(), 0, &interval, nullptr);
}

} // namespace zws
