// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/consumer.hpp"

#include "libcommon/cli/log.hpp"
#include "tools/znats/from_nats/stream_position.hpp"
#include "tools/znats/nats/libnats.hpp"
#include "tools/znats/subject.hpp"

#include <algorithm>
#include <limits>

namespace zws::nats {

namespace {

using Outcome = RetryThread::Outcome;

constexpr std::int64_t second = 1'000'000'000; // ns
// What was on its way when a server died comes again after this.
constexpr std::int64_t ack_wait = 10 * second;
constexpr std::int64_t in_flight = 1000; // messages that were delivered and not acknowledged

std::int64_t unix_time()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace

Consumer::Consumer(const Options& options, Connection& connection, Inbox& inbox)
    : options_(options),
      connection_(connection),
      inbox_(inbox),
      pattern_(Subject(options.from, Subject::Use::subscribe).pattern())
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

void Consumer::on_message(natsConnection*, natsSubscription*, natsMsg* message, void* self)
{
    auto& here = *static_cast<Consumer*>(self);
    if (here.replays())
        here.replayed_ = position_of(*message).sequence;
    here.inbox_.put(MsgPtr(message));
}

void Consumer::keep(natsSubscription* subscription)
{
    SubscriptionPtr kept(subscription); // then the old one, whose end may take a request
    if (kept) {
        // What is larger than the buffer would come from a stream again and again, and never find room.
        const std::int64_t least = js_ ? natsConnection_GetMaxPayload(connection_.handle()) : 0;
        const std::int64_t most = std::numeric_limits<int>::max();
        const auto bytes = std::clamp(options_.buffer, std::min(least, most), most);
        static_cast<void>(natsSubscription_SetPendingLimits(kept.get(), -1, static_cast<int>(bytes)));
    }
    const std::lock_guard lock(mutex_);
    subscription_.swap(kept);
}

void Consumer::subscribe()
{
    natsSubscription* raw = nullptr;
    check(natsConnection_Subscribe(&raw, connection_.handle(), pattern_.c_str(), on_message, this),
          "subscribe " + pattern_);
    keep(raw);
}

RetryThread::Result Consumer::consume()
{
    if (!connection_.connected())
        return {Outcome::not_tried};
    if (subscription_)
        return look_after();
    natsSubscription* raw = nullptr;
    if (auto failure = replays() ? replay(raw) : bind(raw); !failure.empty())
        return {Outcome::failed, std::move(failure)};
    keep(raw);
    log::info("takes ", pattern_, " from the stream ", options_.stream.name);
    return {Outcome::holds};
}

/// libnats does not tell where a consumer has gone: somebody deleted it or its stream, or the servers lost
/// them.
RetryThread::Result Consumer::look_after()
{
    constexpr auto interval = std::chrono::seconds(2);
    const auto now = std::chrono::steady_clock::now();
    if (now < looked_ + interval)
        return {Outcome::not_tried};
    looked_ = now;
    missing_ = is_gone() ? missing_ + 1 : 0;
    if (missing_ < 2) // once: libnats may just be creating that of a replay again
        return {Outcome::not_tried};
    missing_ = 0;
    keep(nullptr);
    return {Outcome::failed, "the consumer has gone"};
}

bool Consumer::is_gone()
{
    jsConsumerInfo* raw = nullptr;
    jsErrCode code{};
    const auto status = replays()
                            ? natsSubscription_GetConsumerInfo(&raw, subscription_.get(), nullptr, &code)
                            : js_GetConsumerInfo(&raw, js_.get(), options_.stream.name.c_str(),
                                                 options_.stream.durable.c_str(), nullptr, &code);
    const ConsumerInfoPtr info(raw);
    return status == NATS_NOT_FOUND || status == NATS_INVALID_SUBSCRIPTION;
}

std::string Consumer::ensure_durable()
{
    const StreamOptions& stream = options_.stream;
    jsConsumerInfo* raw = nullptr;
    jsErrCode code{};
    const auto status =
        js_GetConsumerInfo(&raw, js_.get(), stream.name.c_str(), stream.durable.c_str(), nullptr, &code);
    const ConsumerInfoPtr info(raw);
    if (status == NATS_OK)
        return info->Config->AckPolicy == js_AckExplicit
                   ? ""
                   : "the consumer " + stream.durable +
                         " does not want every message acknowledged (ack policy)";
    if (status != NATS_NOT_FOUND)
        return stream_failure(status);
    natsInbox* inbox = nullptr;
    if (const auto created = natsInbox_Create(&inbox); created != NATS_OK)
        return stream_failure(created);
    const InboxPtr deliver(inbox);
    jsConsumerConfig config;
    static_cast<void>(jsConsumerConfig_Init(&config));
    config.Durable = stream.durable.c_str();
    config.DeliverSubject = deliver.get();
    config.FilterSubject = pattern_.c_str();
    config.DeliverPolicy = js_DeliverAll;
    config.AckPolicy = js_AckExplicit;
    config.AckWait = ack_wait;
    config.MaxAckPending = in_flight;
    const auto added = js_AddConsumer(nullptr, js_.get(), stream.name.c_str(), &config, nullptr, &code);
    return added == NATS_OK ? "" : stream_failure(added);
}

std::string Consumer::bind(natsSubscription*& out)
{
    // Not by js_Subscribe() alone: a consumer that it creates it also deletes.
    if (auto failure = ensure_durable(); !failure.empty())
        return failure;
    jsSubOptions options;
    jsErrCode code{};
    static_cast<void>(jsSubOptions_Init(&options));
    options.Stream = options_.stream.name.c_str();
    options.Consumer = options_.stream.durable.c_str();
    options.ManualAck = true;
    const auto status =
        js_Subscribe(&out, js_.get(), pattern_.c_str(), on_message, this, nullptr, &options, &code);
    return status == NATS_OK ? "" : stream_failure(status);
}

std::string Consumer::replay(natsSubscription*& out)
{
    jsSubOptions options;
    jsErrCode code{};
    static_cast<void>(jsSubOptions_Init(&options));
    options.Stream = options_.stream.name.c_str();
    options.Ordered = true;
    options.Config.DeliverPolicy = js_DeliverByStartSequence;
    if (auto failure = find_start(options.Config.OptStartSeq); !failure.empty())
        return failure;
    const auto status =
        js_Subscribe(&out, js_.get(), pattern_.c_str(), on_message, this, nullptr, &options, &code);
    return status == NATS_OK ? "" : stream_failure(status);
}

/// After what was replayed already; in a stream that was created again, its first message.
std::string Consumer::find_start(std::uint64_t& start)
{
    const StreamOptions& stream = options_.stream;
    jsStreamInfo* raw = nullptr;
    auto status = js_GetStreamInfo(&raw, js_.get(), stream.name.c_str(), nullptr, nullptr);
    const StreamInfoPtr info(raw);
    if (status != NATS_OK)
        return stream_failure(status);
    const std::uint64_t end = info->State.LastSeq;
    const bool first = created_ == 0;
    const bool same = created_ == info->Created;
    if (!first)
        start = same ? replayed_ + 1 : 1;
    else if (stream.last)
        start = end > *stream.last ? end - *stream.last + 1 : 1;
    else
        status = find_start_by_age(start);
    if (status != NATS_OK)
        return stream_failure(status);
    created_ = info->Created;
    replayed_ = start - 1;
    return "";
}

/// Only a consumer tells the number. It is not the one that replays: after an outage libnats creates that
/// again, and cannot if it began at a time.
natsStatus Consumer::find_start_by_age(std::uint64_t& start)
{
    jsConsumerConfig config;
    static_cast<void>(jsConsumerConfig_Init(&config));
    config.DeliverPolicy = js_DeliverByStartTime;
    config.OptStartTime = unix_time() - options_.stream.since->count();
    config.AckPolicy = js_AckNone;
    config.FilterSubject = pattern_.c_str();
    config.InactiveThreshold = 5 * second;
    jsConsumerInfo* raw = nullptr;
    jsErrCode code{};
    const auto status =
        js_AddConsumer(&raw, js_.get(), options_.stream.name.c_str(), &config, nullptr, &code);
    const ConsumerInfoPtr info(raw);
    if (status != NATS_OK)
        return status;
    start = info->Delivered.Stream + 1;
    static_cast<void>(js_DeleteConsumer(js_.get(), options_.stream.name.c_str(), info->Name, nullptr, &code));
    return NATS_OK;
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
