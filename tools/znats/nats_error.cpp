// SPDX-License-Identifier: MIT
#include "tools/znats/nats_error.hpp"

#include "libcommon/error.hpp"

namespace zws::nats {

void check(natsStatus status, const std::string& attempt)
{
    if (status != NATS_OK)
        throw Error(attempt + ": " + reason(status));
}

std::string reason(natsStatus status)
{
    natsStatus last = NATS_OK;
    const char* text = nats_GetLastError(&last);
    const bool told = last == status && text != nullptr && *text != '\0';
    return told ? text : natsStatus_GetText(status);
}

} // namespace zws::nats
