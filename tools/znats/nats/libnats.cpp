// SPDX-License-Identifier: MIT
#include "tools/znats/nats/libnats.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"

#include <atomic>
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

NatsRuntime::NatsRuntime()
{
    check(nats_Open(-1), "libnats");
}

NatsRuntime::~NatsRuntime()
{
    if (nats_CloseAndWait(farewell.count()) == NATS_TIMEOUT) {
        static std::atomic<Used*> for_ever; // see keep(); checkers of leaks find it here
        for_ever = used_.release();
    }
}

} // namespace zws::nats
