// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/place.hpp"

namespace zws::nats {

Place place_of(natsMsg& message)
{
    jsMsgMetaData* raw = nullptr;
    const auto status = natsMsg_GetMetaData(&raw, &message);
    const MetaDataPtr data(raw);
    return status == NATS_OK ? Place{data->Sequence.Stream, data->Timestamp} : Place{};
}

} // namespace zws::nats
