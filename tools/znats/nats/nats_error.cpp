// SPDX-License-Identifier: MIT
#include "tools/znats/nats/nats_error.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"

#include <string_view>

namespace zws::nats {

namespace {

/// libnats begins with the place in its sources: "(conn.c:2088): ".
std::string_view without_place(std::string_view text)
{
    constexpr std::string_view end = "): ";
    const auto place = text.starts_with('(') ? text.find(end) : std::string_view::npos;
    return place == std::string_view::npos ? text : text.substr(place + end.size());
}

} // namespace

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
    return log::excerpt(told ? without_place(text) : natsStatus_GetText(status));
}

} // namespace zws::nats
