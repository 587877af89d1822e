// SPDX-License-Identifier: MIT
#include "tools/znats/nats/stream.hpp"

#include "libcommon/cli/log.hpp"
#include "tools/znats/nats/libnats.hpp"

#include <array>

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

std::string ensure_stream(jsCtx& js, const StreamOptions& options, const std::string& pattern)
{
    jsStreamInfo* raw = nullptr;
    auto status = js_GetStreamInfo(&raw, &js, options.name.c_str(), nullptr, nullptr);
    StreamInfoPtr info(raw);
    if (status == NATS_OK)
        return "";
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
    status = js_AddStream(nullptr, &js, &config, nullptr, nullptr);
    if (status != NATS_OK)
        return "create: " + stream_failure(status);
    log::info("created the stream ", options.name, " for ", pattern);
    return "";
}

} // namespace zws::nats
