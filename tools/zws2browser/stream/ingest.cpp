// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/ingest.hpp"

#include "tools/zws2browser/stream/frame_time.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>

namespace zws::browser {

namespace {

constexpr std::size_t most_batch_bytes = std::size_t{256} << 10U;

std::optional<Decoder> decoder_for(const DecoderOptions& options)
{
    return options.chain.empty() ? std::nullopt : std::optional<Decoder>(options);
}

} // namespace

Ingest::Ingest(net::io_context& context, Socket& socket, const Options& options, ServerBudget& memory,
               std::function<void()> published, history::History* history)
    : context_(context),
      socket_(socket.handle),
      inlet_(socket),
      peers_(*socket.watch),
      mark_(socket_, options.input.hwm, memory.limit() / 4),
      published_(std::move(published)),
      max_delay_(options.max_delay),
      max_batch_bytes_(std::min(options.log_size / 4, most_batch_bytes)),
      memory_limit_(memory.limit()),
      max_lag_(options.slow_client == SlowClient::wait ? options.log_size / 2 : 0),
      decoder_(decoder_for(options.decode)),
      readable_(context.get_executor(), socket_.get(zmq::sockopt::fd)),
      delay_(context.get_executor()),
      batch_(context.get_executor()),
      channels_(options.log_size, options.history_max > 0, memory, options.slow_client != SlowClient::wait),
      history_(history),
      numbers_(own_numbers(options.numbers))
{
    if (inlet_.fd() >= 0)
        repaired_.emplace(context.get_executor(), inlet_.fd());
}

Ingest::~Ingest()
{
    if (readable_.is_open())
        readable_.release(); // the descriptor is the socket's
    if (repaired_)
        repaired_->release(); // and this one the inlet's
}

void Ingest::start()
{
    net::post(context_, [this] { drain(); });
}

void Ingest::stop()
{
    inlet_.end();
    while (inlet_.due() == Inlet::Clock::time_point::min() && take_batch()) {
    } // what waited for what is missing
    publish();
    inlet_.tell_total();
    skipped_.tell();
    stopped_ = true;
    stop_waiting();
    delay_.cancel();
    batch_.cancel();
}

void Ingest::wait_for_messages()
{
    // The descriptor of a ZeroMQ socket signals changes, not a state (zmq_getsockopt(3), ZMQ_FD): all that
    // there was has been read before.
    waits_ = true;
    wait_for(readable_);
    if (repaired_)
        wait_for(*repaired_);
}

void Ingest::wait_for(Descriptor& descriptor)
{
    descriptor.async_wait(net::posix::descriptor_base::wait_read, [this](error_code failure) {
        if (failure || stopped_ || !waits_)
            return;
        stop_waiting();
        messages_waiting();
    });
}

void Ingest::stop_waiting()
{
    waits_ = false;
    if (!repaired_)
        return;
    error_code ignored;
    readable_.cancel(ignored);
    repaired_->cancel(ignored);
}

void Ingest::messages_waiting()
{
    if (max_delay_ == std::chrono::milliseconds::zero())
        return drain();
    delay_.expires_after(max_delay_);
    delay_.async_wait([this](error_code failure) {
        if (!failure)
            drain();
    });
}

void Ingest::drain()
{
    if (stopped_)
        return;
    const bool more = take_batch();
    publish();
    if (must_pause()) {
        paused_ = true;
        counters_.pauses.add();
        low_water_moved(); // it may have moved before paused_ was seen
    } else if (more)
        net::post(context_, [this] { drain(); });
    else
        wait_for_messages();
}

void Ingest::count_channels()
{
    counters_.channels.set(channels_.count());
    counters_.given_up.set(channels_.given_up());
    counters_.skipped.set(channels_.skipped());
}

void Ingest::count_repairs()
{
    const auto counts = inlet_.counts();
    if (!counts)
        return;
    counters_.repaired.set(counts->repaired);
    counters_.repair_lost.set(counts->lost);
    counters_.repair_twice.set(counts->twice);
}

void Ingest::publish()
{
    const auto due = channels_.publish(Channel::Clock::now());
    count_channels();
    published_();
    if (due == batch_due_)
        return;
    batch_due_ = due;
    if (due == Channel::Clock::time_point::max())
        return;
    batch_.expires_at(due);
    batch_.async_wait([this](error_code failure) {
        if (!failure && !stopped_)
            publish();
    });
}

bool Ingest::take_batch()
{
    const std::chrono::duration<double> now = std::chrono::system_clock::now().time_since_epoch();
    now_ = now.count();
    const std::size_t max_bytes = batch_bytes();
    std::size_t bytes = 0;
    std::uint64_t messages = 0;
    bool more = true;
    while (messages < max_batch_messages && bytes < max_bytes) {
        more = inlet_.receive(message_);
        if (!more)
            break;
        ++messages;
        bytes += message_.size();
        mark_.see(message_.size());
        take_message();
    }
    counters_.messages.add(messages);
    counters_.bytes.add(bytes);
    counters_.missing.set(positions_.missing());
    count_repairs();
    mark_.settle(peers_.peers(), ByteMark::Clock::now());
    return more;
}

void Ingest::take_message()
{
    place_ = positions_.place(numbers_ ? numbers_->position_of(message_) : position_of(message_));
    if (!decoder_)
        return pass_on(arrival(message_.frame(0), message_.payload()), message_.topic());
    auto reason = decoder_->decode(message_, decoded_);
    if (reason.empty()) {
        const bool has_topic = message_.frame_count() > 1 || !decoder_->topic().empty();
        const std::string_view topic = has_topic ? decoder_->topic() : "";
        return pass_on(arrival(has_topic ? topic : decoded_, decoded_), topic);
    }
    counters_.undecodable.add();
    skipped_.add(std::move(reason));
    skipped_.report(Skipped::Clock::now());
}

/// `filtered` is what topic filters look at.
ArrivedMessage Ingest::arrival(std::string_view filtered, std::string_view payload) const
{
    return {time_of_message(), filtered, payload, place_.position, place_.missing};
}

void Ingest::pass_on(const ArrivedMessage& arrival, std::string_view topic)
{
    channels_.append(arrival);
    if (history_ != nullptr)
        history_->record(arrival.payload, topic, arrival.time);
}

/// That of its third frame, or else when it came.
double Ingest::time_of_message() const
{
    constexpr std::size_t third = 2;
    return message_.frame_count() > third ? time_in_frame(message_.frame(third), now_).value_or(now_) : now_;
}

/// What is read before clients are served. It stands in the log of each view, and none of it is dropped
/// before.
std::size_t Ingest::batch_bytes() const
{
    constexpr std::size_t share = 16; // of the memory, for all of them
    return std::min(max_batch_bytes_, memory_limit_ / share / (channels_.count() + 1));
}

bool Ingest::must_pause() const
{
    return max_lag_ == 0 ? channels_.shards_are_behind()
                         : channels_.lag_exceeds(channels_.over_budget() ? 0 : max_lag_);
}

void Ingest::low_water_moved()
{
    if (!paused_)
        return;
    net::post(context_, [this] {
        if (paused_ && !must_pause()) {
            paused_ = false;
            drain();
        }
    });
}

void Ingest::open(StreamView view, std::function<void(ChannelStart)> opened)
{
    net::post(context_, [this, view = std::move(view), opened = std::move(opened)] {
        auto start = channels_.open(view);
        count_channels();
        opened(std::move(start));
    });
}

void Ingest::close(StreamView view, std::shared_ptr<Marks> marks)
{
    net::post(context_, [this, view = std::move(view), marks = std::move(marks)] {
        channels_.close(view, marks);
        count_channels();
        low_water_moved();
    });
}

} // namespace zws::browser
