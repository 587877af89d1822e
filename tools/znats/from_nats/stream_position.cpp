// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/stream_position.hpp"

namespace zws::nats {

StreamPosition position_of(natsMsg& message)
{
    jsMsgMetaData* raw = nullptr;
    const auto status = natsMsg_GetMetaData(&raw, &message);
    const MetaDataPtr data(raw);
    return status == NATS_OK ? StreamPosition{data->Sequence.Stream, data->Timestamp} : StreamPosition{};
}

} // namespace zws::nats
