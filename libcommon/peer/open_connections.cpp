// SPDX-License-Identifier: MIT
#include "libcommon/peer/open_connections.hpp"

#include <algorithm>

namespace zws {

void OpenConnections::observe(const SocketMonitor::Event& event)
{
    const int fd = static_cast<int>(event.value);
    if (event.kind == ZMQ_EVENT_ACCEPTED || event.kind == ZMQ_EVENT_CONNECTED)
        connections_[fd] = {++number_, PeerConnection(fd)};
    else if (event.kind == ZMQ_EVENT_DISCONNECTED)
        connections_.erase(fd);
}

std::vector<std::uint64_t> OpenConnections::numbers() const
{
    std::vector<std::uint64_t> all;
    for (const auto& [fd, one] : connections_)
        all.push_back(one.number);
    return all;
}

bool OpenConnections::have_all() const
{
    return !connections_.empty() &&
           std::all_of(connections_.begin(), connections_.end(), [](const auto& one) {
               const auto& [fd, numbered] = one;
               return numbered.connection.is_at(fd) && has_arrived(fd);
           });
}

} // namespace zws
