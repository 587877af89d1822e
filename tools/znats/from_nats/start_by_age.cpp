// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/start_by_age.hpp"

namespace zws::nats {

natsStatus find_start_by_age(jsCtx& js, const std::string& stream, const std::string& pattern,
                             std::chrono::nanoseconds age, std::uint64_t& start)
{
    using std::chrono::nanoseconds;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    jsConsumerConfig config;
    static_cast<void>(jsConsumerConfig_Init(&config));
    config.DeliverPolicy = js_DeliverByStartTime;
    config.OptStartTime = (std::chrono::duration_cast<nanoseconds>(now) - age).count();
    config.AckPolicy = js_AckNone;
    config.FilterSubject = pattern.c_str();
    config.InactiveThreshold = nanoseconds(std::chrono::seconds(5)).count();
    jsConsumerInfo* raw = nullptr;
    jsErrCode code{};
    const auto status = js_AddConsumer(&raw, &js, stream.c_str(), &config, nullptr, &code);
    const ConsumerInfoPtr info(raw);
    if (status != NATS_OK)
        return status;
    start = info->Delivered.Stream + 1;
    static_cast<void>(js_DeleteConsumer(&js, stream.c_str(), info->Name, nullptr, &code));
    return NATS_OK;
}

} // namespace zws::nats
