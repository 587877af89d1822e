// SPDX-License-Identifier: MIT
#include "tools/znats/to_nats/stored_ids.hpp"

#include "tools/znats/nats/nats_message.hpp"
#include "tools/znats/nats/stream.hpp"

#include <utility>

namespace zws::nats {

namespace {

using Outcome = RetryThread::Outcome;

constexpr std::int64_t patience_ms = 2000; // so long a stop may have to wait

} // namespace

StoredIds::StoredIds(const Connection& connection, jsCtx& js, Question question, WakeUp& wake)
    : connection_(connection), js_(js), question_(std::move(question)), wake_(wake)
{
    thread_.emplace("stream " + question_.stream + ": what it has", [this] { return read(); });
}

RetryThread::Result StoredIds::read()
{
    if (!connection_.connected())
        return {Outcome::not_tried};
    time_ = Clock::now();
    found_.clear();
    jsStreamInfo* raw = nullptr;
    const auto status = js_GetStreamInfo(&raw, &js_, question_.stream.c_str(), nullptr, nullptr);
    const StreamInfoPtr info(raw);
    if (status != NATS_OK && status != NATS_NOT_FOUND)
        return {Outcome::failed, stream_failure(status)};
    if (info && info->State.Msgs > 0) {
        const auto last = info->State.LastSeq; // of a stream that was made again it can be less
        const auto start = question_.after < last ? question_.after + 1 : question_.after == last ? 0 : 1;
        if (auto failure = start == 0 ? "" : read_from(start); !failure.empty())
            return {Outcome::failed, std::move(failure)};
    }
    done_ = true;
    wake_.call();
    return {Outcome::done};
}

std::string StoredIds::read_from(std::uint64_t start)
{
    jsSubOptions options;
    jsErrCode code{};
    static_cast<void>(jsSubOptions_Init(&options));
    options.Stream = question_.stream.c_str();
    options.Ordered = true;
    options.Config.HeadersOnly = true;
    options.Config.DeliverPolicy = js_DeliverByStartSequence;
    options.Config.OptStartSeq = start;
    natsSubscription* raw = nullptr;
    const auto status = js_SubscribeSync(&raw, &js_, question_.pattern.c_str(), nullptr, &options, &code);
    const SubscriptionPtr messages(raw);
    return status == NATS_OK ? take_all(*messages) : stream_failure(status);
}

std::string StoredIds::take_all(natsSubscription& messages)
{
    jsConsumerInfo* raw = nullptr;
    jsErrCode code{};
    const auto told = natsSubscription_GetConsumerInfo(&raw, &messages, nullptr, &code);
    const ConsumerInfoPtr info(raw);
    if (told != NATS_OK)
        return stream_failure(told);
    auto left = info->NumPending + info->Delivered.Consumer;
    while (left > 0 && !ended_) {
        natsMsg* next = nullptr;
        const auto status = natsSubscription_NextMsg(&next, &messages, patience_ms);
        const MsgPtr message(next);
        if (status != NATS_OK)
            return reason(status);
        remember(*message);
        jsMsgMetaData* data = nullptr;
        left = natsMsg_GetMetaData(&data, next) == NATS_OK ? MetaDataPtr(data)->NumPending : 0;
    }
    return "";
}

void StoredIds::remember(natsMsg& message)
{
    auto id = id_of(message);
    if (question_.wanted.contains(id))
        found_.insert(std::move(id));
}

} // namespace zws::nats
