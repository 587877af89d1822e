// SPDX-License-Identifier: MIT
#include "tools/znats/nats/stream.hpp"

#include "libcommon/cli/log.hpp"
#include "tools/znats/nats/libnats.hpp"

#include <array>
#include <utility>

namespace zws::nats {

JetStreamPtr jet_stream(const Connection& connection)
{
    constexpr int longest_wait_ms = 2000; // so long a stop may have to wait
    jsOptions options;
    check(jsOptions_Init(&options), "JetStream");
    options.Wait = longest_wait_ms;
    jsCtx* raw = nullptr;
    check(natsConnection_JetStream(&raw, connection.handle(), &options), "JetStream");
    return JetStreamPtr(raw);
}

std::string stream_failure(natsStatus status)
{
    return status == NATS_NO_RESPONDERS ? "the server has no JetStream, or no leader now" : reason(status);
}

namespace {

void learn(StreamFacts& facts, const jsStreamInfo& info)
{
    if (info.Config->Duplicates > 0)
        facts.duplicate_window = std::chrono::nanoseconds(info.Config->Duplicates);
    facts.refuses = info.Config->Discard == js_DiscardNew;
    facts.last_sequence = info.State.LastSeq;
}

} // namespace

std::string ensure_stream(jsCtx& js, const StreamOptions& options, const std::string& pattern,
                          StreamFacts& facts)
{
    jsStreamInfo* raw = nullptr;
    auto status = js_GetStreamInfo(&raw, &js, options.name.c_str(), nullptr, nullptr);
    StreamInfoPtr info(raw);
    if (status == NATS_OK) {
        learn(facts, *info);
        return "";
    }
    if (status != NATS_NOT_FOUND)
        return stream_failure(status);
    jsStreamConfig config;
    static_cast<void>(jsStreamConfig_Init(&config));
    std::array<const char*, 1> subjects{pattern.c_str()};
    config.Name = options.name.c_str();
    config.Subjects = subjects.data();
    config.SubjectsLen = 1;
    config.Storage = js_FileStorage;
    config.Replicas = options.replicas.value_or(1);
    config.MaxBytes = options.bytes;
    config.Discard = js_DiscardOld;
    raw = nullptr;
    status = js_AddStream(&raw, &js, &config, nullptr, nullptr);
    info.reset(raw);
    if (status != NATS_OK)
        return "create: " + stream_failure(status);
    learn(facts, *info);
    log::info("created the stream ", options.name, " for ", pattern);
    return "";
}

StreamKeeper::StreamKeeper(const Connection& connection, const StreamOptions& options, std::string pattern,
                           WakeUp& wake)
    : connection_(connection), options_(options), pattern_(std::move(pattern)), wake_(wake)
{
}

void StreamKeeper::begin()
{
    js_ = jet_stream(connection_);
    set_up();
}

void StreamKeeper::set_up()
{
    there_ = false;
    thread_.emplace("stream " + options_.name, [this]() -> RetryThread::Result {
        if (!connection_.connected())
            return {RetryThread::Outcome::not_tried};
        StreamFacts facts;
        if (auto failure = ensure_stream(*js_, options_, pattern_, facts); !failure.empty())
            return {RetryThread::Outcome::failed, std::move(failure)};
        keep(facts);
        there_ = ready_ = true;
        wake_.call();
        return {RetryThread::Outcome::done};
    });
}

void StreamKeeper::keep(const StreamFacts& facts)
{
    const std::lock_guard lock(mutex_);
    facts_ = facts;
}

StreamFacts StreamKeeper::facts() const
{
    const std::lock_guard lock(mutex_);
    return facts_;
}

void StreamKeeper::refused(const std::string& reason, bool missing, Clock::time_point now)
{
    constexpr auto longest_election = std::chrono::seconds(3);
    if (reason_.empty())
        trouble_ = now;
    if (reason != reason_)
        log::warning("stream ", options_.name, ": ", reason, "; trying again");
    reason_ = reason;
    // No election of a leader takes that long: somebody has deleted the stream, or the servers have lost it.
    if (missing && there_ && now > trouble_ + longest_election) {
        trouble_ = now;
        set_up();
    }
}

} // namespace zws::nats
