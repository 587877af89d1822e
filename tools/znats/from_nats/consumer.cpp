// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/consumer.hpp"

#include "libcommon/cli/log.hpp"
#include "tools/znats/from_nats/start_by_age.hpp"
#include "tools/znats/from_nats/stream_position.hpp"
#include "tools/znats/nats/libnats.hpp"
#include "tools/znats/nats/nats_message.hpp"
#include "tools/znats/subject.hpp"

#include <algorithm>
#include <limits>
#include <span>

namespace zws::nats {

namespace {

using Outcome = RetryThread::Outcome;

std::string standing_by(const StreamOptions& stream)
{
    return "stands by: another process reads the consumer " + stream.durable;
}

} // namespace

Consumer::Consumer(const Options& options, Connection& connection, Inbox& inbox)
    : options_(options),
      connection_(connection),
      inbox_(inbox),
      pattern_(Subject(options.from, Subject::Use::subscribe).pattern()),
      durable_(options.stream, pattern_)
{
}

Consumer::~Consumer()
{
    inbox_.close();
    retry_.reset();
    connection_.close(); // so that no subscription is ended at the server: a durable one must stay
}

void Consumer::begin()
{
    if (begun_ || !connection_.made())
        return;
    begun_ = true;
    if (options_.stream.name.empty()) {
        subscribe();
        return;
    }
    js_ = jet_stream(connection_);
    retry_.emplace("stream " + options_.stream.name, [this] { return consume(); });
}

void Consumer::on_message(natsConnection*, natsSubscription*, natsMsg* raw, void* source)
{
    MsgPtr message(raw);
    auto& [here, epoch] = *static_cast<Source*>(source);
    if (here.replays() || epoch) {
        const auto sequence = position_of(*message).sequence;
        if (here.replays())
            here.replayed_ = sequence;
        if (epoch)
            add_position(*message, {*epoch, sequence});
    }
    here.inbox_.put(std::move(message));
}

Consumer::Source& Consumer::add_source(std::optional<std::uint64_t> epoch)
{
    return sources_.emplace_back(Source{*this, epoch});
}

void Consumer::keep(natsSubscription* subscription)
{
    SubscriptionPtr kept(subscription); // then the old one
    if (kept) {
        // What is larger than the buffer would come from a stream again and again, and never find room.
        const std::int64_t least = js_ ? natsConnection_GetMaxPayload(connection_.handle()) : 0;
        const std::int64_t most = std::numeric_limits<int>::max();
        const auto bytes = std::clamp(options_.buffer, std::min(least, most), most);
        static_cast<void>(natsSubscription_SetPendingLimits(kept.get(), -1, static_cast<int>(bytes)));
    }
    {
        const std::lock_guard lock(mutex_);
        subscription_.swap(kept);
    }
    if (!kept)
        return;
    static_cast<void>(natsSubscription_Unsubscribe(kept.get()));
    retired_.push_back(std::move(kept));
}

void Consumer::subscribe()
{
    natsSubscription* raw = nullptr;
    natsConnection* const to = connection_.handle();
    Source* const source = &add_source({});
    const char* const subject = pattern_.c_str();
    check(options_.queue.empty()
              ? natsConnection_Subscribe(&raw, to, subject, on_message, source)
              : natsConnection_QueueSubscribe(&raw, to, subject, options_.queue.c_str(), on_message, source),
          "subscribe " + pattern_);
    keep(raw);
}

RetryThread::Result Consumer::consume()
{
    if (!connection_.connected())
        return {Outcome::not_tried};
    if (subscription_)
        return look_after();
    if (!replays())
        return consume_durable();
    natsSubscription* raw = nullptr;
    if (auto failure = replay(raw); !failure.empty())
        return {Outcome::failed, std::move(failure)};
    return begin_with(raw);
}

/// Not by js_Subscribe() alone: a consumer that it creates it also deletes.
RetryThread::Result Consumer::consume_durable()
{
    auto claimed = durable_.claim(*js_);
    if (claimed.state == Durable::State::taken)
        return {Outcome::stands_by, standing_by(options_.stream)};
    if (claimed.state != Durable::State::ours)
        return {Outcome::failed, std::move(claimed.failure)};
    natsSubscription* raw = nullptr;
    if (auto failure = bind(raw); !failure.empty())
        return {Outcome::failed, std::move(failure)};
    return begin_with(raw);
}

RetryThread::Result Consumer::begin_with(natsSubscription* subscription)
{
    keep(subscription);
    log::info("takes ", pattern_, " from the stream ", options_.stream.name);
    return {Outcome::holds};
}

/// libnats does not tell where a consumer has gone: somebody deleted it or its stream, or the servers lost
/// them; or, while we were away, another process took it.
RetryThread::Result Consumer::look_after()
{
    constexpr auto interval = std::chrono::seconds(2);
    const auto now = std::chrono::steady_clock::now();
    if (now < looked_ + interval)
        return {Outcome::not_tried};
    looked_ = now;
    const auto found = state();
    missing_ = found == Durable::State::gone ? missing_ + 1 : 0;
    if (found == Durable::State::taken) {
        keep(nullptr);
        return {Outcome::stands_by, standing_by(options_.stream)};
    }
    if (missing_ < 2) // once: libnats may just be creating that of a replay again
        return {Outcome::not_tried};
    missing_ = 0;
    keep(nullptr);
    return {Outcome::failed, "the consumer has gone"};
}

Durable::State Consumer::state()
{
    if (!replays())
        return durable_.look(*js_).state;
    jsConsumerInfo* raw = nullptr;
    jsErrCode code{};
    const auto status = natsSubscription_GetConsumerInfo(&raw, subscription_.get(), nullptr, &code);
    const ConsumerInfoPtr info(raw);
    const bool gone = status == NATS_NOT_FOUND || status == NATS_INVALID_SUBSCRIPTION;
    return gone ? Durable::State::gone : Durable::State::ours;
}

std::string Consumer::look_at_stream(StreamInfoPtr& out) const
{
    jsStreamInfo* raw = nullptr;
    const auto status = js_GetStreamInfo(&raw, js_.get(), options_.stream.name.c_str(), nullptr, nullptr);
    out.reset(raw);
    return status == NATS_OK ? "" : stream_failure(status);
}

/// Positions are the numbers of a stream since it was created; one that is made again is another epoch.
Consumer::Source& Consumer::source_of(const StreamInfoPtr& stream)
{
    if (!options_.stream.position)
        return add_source({});
    const std::span subjects(stream->Config->Subjects, static_cast<std::size_t>(stream->Config->SubjectsLen));
    const auto left_out =
        std::ranges::find_if_not(subjects, [this](auto* one) { return covers(pattern_, one); });
    if (left_out != subjects.end())
        log::warning("stream ", options_.stream.name, " has messages of ", *left_out, ", and ", pattern_,
                     " leaves some out: by their positions these look lost");
    return add_source(static_cast<std::uint64_t>(stream->Created));
}

std::string Consumer::bind(natsSubscription*& out)
{
    StreamInfoPtr info;
    if (auto failure = options_.stream.position ? look_at_stream(info) : ""; !failure.empty())
        return failure;
    jsSubOptions options;
    jsErrCode code{};
    static_cast<void>(jsSubOptions_Init(&options));
    options.Stream = options_.stream.name.c_str();
    options.Consumer = options_.stream.durable.c_str();
    options.ManualAck = true;
    const auto status = js_Subscribe(&out, js_.get(), pattern_.c_str(), on_message, &source_of(info), nullptr,
                                     &options, &code);
    return status == NATS_OK ? "" : stream_failure(status);
}

std::string Consumer::replay(natsSubscription*& out)
{
    StreamInfoPtr info;
    if (auto failure = look_at_stream(info); !failure.empty())
        return failure;
    jsSubOptions options;
    jsErrCode code{};
    static_cast<void>(jsSubOptions_Init(&options));
    options.Stream = options_.stream.name.c_str();
    options.Ordered = true;
    options.Config.DeliverPolicy = js_DeliverByStartSequence;
    if (auto failure = find_start(*info, options.Config.OptStartSeq); !failure.empty())
        return failure;
    const auto status = js_Subscribe(&out, js_.get(), pattern_.c_str(), on_message, &source_of(info), nullptr,
                                     &options, &code);
    return status == NATS_OK ? "" : stream_failure(status);
}

/// After what was replayed already; in a stream that was created again, its first message.
std::string Consumer::find_start(const jsStreamInfo& info, std::uint64_t& start)
{
    const StreamOptions& stream = options_.stream;
    auto status = NATS_OK;
    const std::uint64_t end = info.State.LastSeq;
    const bool first = created_ == 0;
    const bool same = created_ == info.Created;
    if (!first)
        start = same ? replayed_ + 1 : 1;
    else if (stream.last)
        start = end > *stream.last ? end - *stream.last + 1 : 1;
    else
        status = find_start_by_age(*js_, stream.name, pattern_, *stream.since, start);
    if (status != NATS_OK)
        return stream_failure(status);
    created_ = info.Created;
    replayed_ = start - 1;
    return "";
}

void Consumer::stop(std::chrono::milliseconds time)
{
    const std::lock_guard lock(mutex_);
    stops_ = !js_ && subscription_ && connection_.connected() &&
             natsSubscription_DrainTimeout(subscription_.get(), time.count()) == NATS_OK;
}

bool Consumer::stopped()
{
    const std::lock_guard lock(mutex_);
    return !stops_ || natsSubscription_DrainCompletionStatus(subscription_.get()) != NATS_ILLEGAL_STATE;
}

std::uint64_t Consumer::pending()
{
    const std::lock_guard lock(mutex_);
    int messages = 0;
    if (js_ || !subscription_ ||
        natsSubscription_GetPending(subscription_.get(), &messages, nullptr) != NATS_OK)
        return 0;
    return static_cast<std::uint64_t>(messages);
}

std::uint64_t Consumer::take_dropped()
{
    const std::lock_guard lock(mutex_);
    std::int64_t all = 0;
    // What is dropped of a stream comes again.
    if (!js_ && subscription_ && natsSubscription_GetDropped(subscription_.get(), &all) == NATS_OK)
        return static_cast<std::uint64_t>(all - std::exchange(dropped_, all));
    return 0;
}

} // namespace zws::nats
