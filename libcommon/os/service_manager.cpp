// SPDX-License-Identifier: MIT
#include "libcommon/os/service_manager.hpp"

#include "libcommon/os/file_descriptor.hpp"
#include "libcommon/text/number.hpp"

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace zws::service_manager {

namespace {

constexpr const char* socket_variable = "NOTIFY_SOCKET";

std::string variable(const char* name)
{
    const char* const value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): nobody changes it
    return value == nullptr ? "" : value;
}

} // namespace

bool present()
{
    return !variable(socket_variable).empty();
}

void tell(std::string_view state)
{
    const auto path = variable(socket_variable);
    sockaddr_un address{};
    if (path.empty() || path.size() >= sizeof address.sun_path)
        return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    if (path.front() == '@')
        address.sun_path[0] = '\0'; // unix(7), abstract sockets
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    const FileDescriptor fd(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    // Nothing depends on whether somebody hears it.
    [[maybe_unused]] const auto sent = sendto(fd.get(), state.data(), state.size(), MSG_NOSIGNAL,
                                              reinterpret_cast<const sockaddr*>(&address), size);
}

std::chrono::microseconds watchdog()
{
    const auto pid = variable("WATCHDOG_PID");
    if (!pid.empty() && pid != std::to_string(getpid()))
        return {};
    try {
        return std::chrono::microseconds(parse_number<std::int64_t>(variable("WATCHDOG_USEC"), {0}));
    } catch (const std::invalid_argument&) {
        return {};
    }
}

} // namespace zws::service_manager

namespace zws {

Watchdog::Watchdog()
{
    if (const auto period = service_manager::watchdog(); period.count() > 1)
        ticker_.emplace(Clock::now(), period / 2);
}

void Watchdog::tell(Clock::time_point now)
{
    if (ticker_ && ticker_->passed(now))
        service_manager::tell("WATCHDOG=1");
}

} // namespace zws
