// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <memory>
#include <nats/nats.h>
#include <string>
#include <utility>
#include <vector>

namespace zws::nats {

/// Frees an object of libnats with the function that is made for it.
template <auto destroy>
struct Destroy {
    template <class T>
    void operator()(T* object) const
    {
        destroy(object);
    }
};

using MsgPtr = std::unique_ptr<natsMsg, Destroy<natsMsg_Destroy>>;
using OptionsPtr = std::unique_ptr<natsOptions, Destroy<natsOptions_Destroy>>;
using ConnectionPtr = std::unique_ptr<natsConnection, Destroy<natsConnection_Destroy>>;
using SubscriptionPtr = std::unique_ptr<natsSubscription, Destroy<natsSubscription_Destroy>>;
using InboxPtr = std::unique_ptr<natsInbox, Destroy<natsInbox_Destroy>>;
using JetStreamPtr = std::unique_ptr<jsCtx, Destroy<jsCtx_Destroy>>;
using StreamInfoPtr = std::unique_ptr<jsStreamInfo, Destroy<jsStreamInfo_Destroy>>;
using ConsumerInfoPtr = std::unique_ptr<jsConsumerInfo, Destroy<jsConsumerInfo_Destroy>>;
using MetaDataPtr = std::unique_ptr<jsMsgMetaData, Destroy<jsMsgMetaData_Destroy>>;

/// Throws Error "ATTEMPT: reason" unless `status` is NATS_OK.
void check(natsStatus status, const std::string& attempt);

/// What libnats says of its last failure in this thread, or else of `status`.
std::string reason(natsStatus status);

/// libnats from its start to its end, when all its threads have ended. All objects of libnats end before,
/// also messages.
class NatsRuntime {
public:
    /// How long to wait for a thread that waits for a server which does not answer.
    static constexpr std::chrono::milliseconds farewell{500};

    NatsRuntime();
    ~NatsRuntime();
    NatsRuntime(const NatsRuntime&) = delete;
    NatsRuntime& operator=(const NatsRuntime&) = delete;

    /// Keeps what threads of libnats use until they have ended: forever, if one waits for a server that
    /// does not answer, for it cannot be woken.
    void keep(std::shared_ptr<void> used) { used_->push_back(std::move(used)); }

private:
    using Used = std::vector<std::shared_ptr<void>>;

    std::unique_ptr<Used> used_ = std::make_unique<Used>();
};

} // namespace zws::nats
