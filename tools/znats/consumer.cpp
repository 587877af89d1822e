// SPDX-License-Identifier: MIT
#include "tools/znats/consumer.hpp"

#include "libcommon/log.hpp"
#include "tools/znats/nats_error.hpp"
#include "tools/znats/subject.hpp"

#include <algorithm>
#include <limits>

namespace zws::nats {

namespace {

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
    retried_.reset();
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
    retried_.emplace("stream " + options_.stream.name, [this] { return consume(); });
}

void Consumer::on_message(natsConnection*, natsSubscription*, natsMsg* message, void* inbox)
{
    static_cast<Inbox*>(inbox)->put(MsgPtr(message));
}

void Consumer::keep(natsSubscription* subscription)
{
    constexpr std::int64_t most = std::numeric_limits<int>::max();
    static_cast<void>(natsSubscription_SetPendingLimits(subscription, -1,
                                                        static_cast<int>(std::min(options_.buffer, most))));
    const std::lock_guard lock(mutex_);
    subscription_.reset(subscription);
}

void Consumer::subscribe()
{
    natsSubscription* raw = nullptr;
    check(natsConnection_Subscribe(&raw, connection_.handle(), pattern_.c_str(), on_message, &inbox_),
          "subscribe " + pattern_);
    keep(raw);
}

std::string Consumer::consume()
{
    if (!connection_.connected())
        return Retried::not_tried;
    natsSubscription* raw = nullptr;
    jsErrCode code{};
    const auto status = replays() ? replay(raw, code) : bind(raw, code);
    if (status != NATS_OK)
        return stream_failure(status);
    keep(raw);
    log::info("takes ", pattern_, " from the stream ", options_.stream.name);
    return Retried::done;
}

natsStatus Consumer::ensure_durable()
{
    const StreamOptions& stream = options_.stream;
    jsConsumerInfo* raw = nullptr;
    jsErrCode code{};
    const auto status =
        js_GetConsumerInfo(&raw, js_.get(), stream.name.c_str(), stream.durable.c_str(), nullptr, &code);
    const ConsumerInfoPtr info(raw);
    if (status != NATS_NOT_FOUND)
        return status;
    natsInbox* inbox = nullptr;
    if (const auto created = natsInbox_Create(&inbox); created != NATS_OK)
        return created;
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
    return js_AddConsumer(nullptr, js_.get(), stream.name.c_str(), &config, nullptr, &code);
}

natsStatus Consumer::bind(natsSubscription*& out, jsErrCode& code)
{
    // Not by js_Subscribe() alone: a consumer that it creates it also deletes.
    if (const auto status = ensure_durable(); status != NATS_OK)
        return status;
    jsSubOptions options;
    static_cast<void>(jsSubOptions_Init(&options));
    options.Stream = options_.stream.name.c_str();
    options.Consumer = options_.stream.durable.c_str();
    options.ManualAck = true;
    return js_Subscribe(&out, js_.get(), pattern_.c_str(), on_message, &inbox_, nullptr, &options, &code);
}

natsStatus Consumer::replay(natsSubscription*& out, jsErrCode& code)
{
    jsSubOptions options;
    static_cast<void>(jsSubOptions_Init(&options));
    options.Stream = options_.stream.name.c_str();
    options.Ordered = true;
    if (const auto status = set_start(options.Config); status != NATS_OK)
        return status;
    return js_Subscribe(&out, js_.get(), pattern_.c_str(), on_message, &inbox_, nullptr, &options, &code);
}

natsStatus Consumer::set_start(jsConsumerConfig& config)
{
    const StreamOptions& stream = options_.stream;
    if (stream.since) {
        config.DeliverPolicy = js_DeliverByStartTime;
        config.OptStartTime = unix_time() - stream.since->count();
        return NATS_OK;
    }
    jsStreamInfo* raw = nullptr;
    const auto status = js_GetStreamInfo(&raw, js_.get(), stream.name.c_str(), nullptr, nullptr);
    const StreamInfoPtr info(raw);
    if (status != NATS_OK)
        return status;
    const std::uint64_t end = info->State.LastSeq;
    config.DeliverPolicy = js_DeliverByStartSequence;
    config.OptStartSeq = end > *stream.last ? end - *stream.last + 1 : 1;
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
