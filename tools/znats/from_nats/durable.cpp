// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/durable.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/text/quantity.hpp"
#include "tools/znats/from_nats/start_by_age.hpp"
#include "tools/znats/nats/stream.hpp"

#include <chrono>
#include <utility>

namespace zws::nats {

namespace {

// What was on its way when a server died comes again after this.
constexpr std::int64_t usual_ack_wait = 10'000'000'000; // ns
constexpr std::int64_t usual_ack_pending = 1000;

std::string described(const Start& start)
{
    switch (start.at) {
    case Start::At::fresh:
        return "new messages";
    case Start::At::last:
        return "the last message";
    case Start::At::time:
        return "the messages of the last " + shown_time(std::chrono::duration<double>(start.age).count());
    case Start::At::all:
        break;
    }
    return "all messages of the stream";
}

/// What an existing consumer is used with, where it was asked for.
void apply(jsConsumerConfig& config, const StreamOptions& options)
{
    if (options.ack_wait)
        config.AckWait = options.ack_wait->count();
    if (options.ack_pending)
        config.MaxAckPending = *options.ack_pending;
}

} // namespace

Durable::Durable(const StreamOptions& options, std::string pattern)
    : options_(options), pattern_(std::move(pattern))
{
}

Durable::Finding Durable::find(jsCtx& js, ConsumerInfoPtr& info) const
{
    jsConsumerInfo* raw = nullptr;
    jsErrCode code{};
    const auto status =
        js_GetConsumerInfo(&raw, &js, options_.name.c_str(), options_.durable.c_str(), nullptr, &code);
    info.reset(raw);
    if (status == NATS_NOT_FOUND)
        return {State::gone};
    if (status != NATS_OK)
        return {State::unknown, stream_failure(status)};
    return {info->PushBound ? State::taken : State::ours};
}

Durable::Finding Durable::look(jsCtx& js) const
{
    ConsumerInfoPtr info;
    auto found = find(js, info);
    const bool there = found.state == State::ours || found.state == State::taken;
    if (!there)
        return found;
    const char* const subject = info->Config->DeliverSubject;
    return {subject != nullptr && subject == deliver_ ? State::ours : State::taken};
}

Durable::Finding Durable::claim(jsCtx& js)
{
    ConsumerInfoPtr info;
    auto found = find(js, info);
    if (found.state == State::gone)
        return make(js);
    if (found.state != State::ours)
        return found;
    const jsConsumerConfig& config = *info->Config;
    if (config.DeliverSubject == nullptr)
        return {State::unknown, "the consumer " + options_.durable + " is a pull consumer"};
    if (config.AckPolicy != js_AckExplicit)
        return {State::unknown, "the consumer " + options_.durable +
                                    " does not want every message acknowledged (ack policy)"};
    return claim(js, config);
}

/// By a number also where it begins at a time: see find_start_by_age().
natsStatus Durable::begin(jsConsumerConfig& config, jsCtx& js, const Start& start) const
{
    using At = Start::At;
    config.DeliverPolicy = start.at == At::fresh  ? js_DeliverNew
                           : start.at == At::last ? js_DeliverLast
                                                  : js_DeliverAll;
    if (start.at != At::time)
        return NATS_OK;
    config.DeliverPolicy = js_DeliverByStartSequence;
    return find_start_by_age(js, options_.name, pattern_, start.age, config.OptStartSeq);
}

std::string Durable::choose_subject()
{
    natsInbox* inbox = nullptr;
    if (const auto status = natsInbox_Create(&inbox); status != NATS_OK)
        return stream_failure(status);
    deliver_ = InboxPtr(inbox).get();
    return "";
}

Durable::Finding Durable::make(jsCtx& js)
{
    if (auto failure = choose_subject(); !failure.empty())
        return {State::unknown, std::move(failure)};
    const auto start = options_.deliver.value_or(Start{});
    jsConsumerConfig config;
    jsErrCode code{};
    static_cast<void>(jsConsumerConfig_Init(&config));
    config.Durable = options_.durable.c_str();
    config.DeliverSubject = deliver_.c_str();
    config.FilterSubject = pattern_.c_str();
    config.AckPolicy = js_AckExplicit;
    config.AckWait = usual_ack_wait;
    config.MaxAckPending = usual_ack_pending;
    if (const auto status = begin(config, js, start); status != NATS_OK)
        return {State::unknown, stream_failure(status)};
    apply(config, options_);
    const auto status = js_AddConsumer(nullptr, &js, options_.name.c_str(), &config, nullptr, &code);
    if (status != NATS_OK)
        return {State::unknown, stream_failure(status)};
    log::info("created the consumer ", options_.durable, ": it begins with ", described(start));
    return {State::ours};
}

Durable::Finding Durable::claim(jsCtx& js, jsConsumerConfig config)
{
    if (auto failure = choose_subject(); !failure.empty())
        return {State::unknown, std::move(failure)};
    const std::string subject = config.DeliverSubject;
    config.DeliverSubject = deliver_.c_str();
    apply(config, options_);
    jsErrCode code{};
    const auto status = js_UpdateConsumer(nullptr, &js, options_.name.c_str(), &config, nullptr, &code);
    if (status == NATS_OK)
        return {State::ours};
    log::warning("stream ", options_.name, ": the consumer ", options_.durable,
                 " is used as it is, since it cannot be changed: ", stream_failure(status));
    deliver_ = subject;
    return {State::ours};
}

} // namespace zws::nats
