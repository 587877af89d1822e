// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <nats/nats.h>

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

} // namespace zws::nats
