// SPDX-License-Identifier: MIT
#include "tools/zrelay/metrics_server.hpp"

#include "libcommon/error.hpp"
#include "tools/zrelay/http_request.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace zws::relay {

namespace {

constexpr std::size_t most_clients = 16; // the rest wait in the kernel's queue
constexpr std::size_t longest_request = 8192;
constexpr auto patience = std::chrono::seconds(5);
constexpr std::string_view end_of_head = "\r\n\r\n";

/// An IPv4 or IPv6 address in the form in which the kernel takes it.
struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;

    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

SocketAddress socket_address(const HttpAddress& address)
{
    SocketAddress out;
    if (address.host.find(':') == std::string::npos) {
        auto& in = reinterpret_cast<sockaddr_in&>(out.storage);
        in.sin_family = AF_INET;
        in.sin_port = htons(address.port);
        inet_pton(AF_INET, address.host.c_str(), &in.sin_addr);
        out.size = sizeof in;
    } else {
        auto& in = reinterpret_cast<sockaddr_in6&>(out.storage);
        in.sin6_family = AF_INET6;
        in.sin6_port = htons(address.port);
        inet_pton(AF_INET6, address.host.c_str(), &in.sin6_addr);
        out.size = sizeof in;
    }
    return out;
}

std::uint16_t bound_port(int fd)
{
    SocketAddress bound;
    getsockname(fd, bound.get(), &bound.size);
    return ntohs(bound.storage.ss_family == AF_INET
                     ? reinterpret_cast<sockaddr_in&>(bound.storage).sin_port
                     : reinterpret_cast<sockaddr_in6&>(bound.storage).sin6_port);
}

int listen_on(const HttpAddress& address)
{
    auto where = socket_address(address);
    const int fd = socket(where.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int yes = 1;
    const bool good = fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
                      bind(fd, where.get(), where.size) == 0 && listen(fd, most_clients) == 0;
    if (good)
        return fd;
    const int why = errno;
    if (fd >= 0)
        close(fd);
    throw system_error("listen on " + address.described(), why);
}

bool would_block()
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

} // namespace

MetricsServer::MetricsServer(const HttpAddress& address)
    : address_(address), listener_(listen_on(address)), stop_(eventfd(0, EFD_CLOEXEC))
{
    address_.port = bound_port(listener_);
    thread_ = std::thread([this] { run(); });
}

MetricsServer::~MetricsServer()
{
    static_cast<void>(eventfd_write(stop_, 1));
    thread_.join();
    for (const Client& client : clients_)
        close(client.fd);
    close(listener_);
    close(stop_);
}

void MetricsServer::set(std::string text)
{
    const std::lock_guard lock(mutex_);
    text_ = std::move(text);
}

void MetricsServer::run()
{
    while (true) {
        std::vector<pollfd> items{{stop_, POLLIN, 0}};
        for (const Client& client : clients_)
            items.push_back({client.fd, static_cast<short>(client.answer.empty() ? POLLIN : POLLOUT), 0});
        if (clients_.size() < most_clients)
            items.push_back({listener_, POLLIN, 0});
        ::poll(items.data(), items.size(), timeout());
        if (items.front().revents != 0)
            return;
        auto item = items.begin() + 1;
        for (auto client = clients_.begin(); client != clients_.end(); ++item) {
            const bool goes_on = item->revents == 0 || serve(*client);
            if (!goes_on)
                close(client->fd);
            client = goes_on ? std::next(client) : clients_.erase(client);
        }
        if (item != items.end() && item->revents != 0)
            accept_clients();
        drop_late(Clock::now());
    }
}

/// Milliseconds to the end of the patience with a client; -1 without one.
int MetricsServer::timeout() const
{
    if (clients_.empty())
        return -1;
    const auto first = std::min_element(clients_.begin(), clients_.end(),
                                        [](const Client& a, const Client& b) { return a.end < b.end; });
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(first->end - Clock::now());
    return std::max(0, static_cast<int>(left.count()));
}

void MetricsServer::accept_clients()
{
    while (clients_.size() < most_clients) {
        const int fd = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0)
            return;
        clients_.push_back({fd, Clock::now() + patience});
    }
}

/// False when the client is done with, in one way or another.
bool MetricsServer::serve(Client& client)
{
    if (client.answer.empty() && !read(client))
        return false;
    return client.answer.empty() || write(client);
}

bool MetricsServer::read(Client& client)
{
    std::array<char, 2048> chunk;
    const auto got = recv(client.fd, chunk.data(), chunk.size(), 0);
    if (got < 0)
        return would_block();
    client.request.append(chunk.data(), static_cast<std::size_t>(got));
    if (client.request.find(end_of_head) != std::string::npos) {
        const std::lock_guard lock(mutex_);
        client.answer = http_answer(client.request, text_);
        client.end = Clock::now() + patience;
        return true;
    }
    return got > 0 && client.request.size() <= longest_request;
}

/// False when all was written, which ends the connection.
bool MetricsServer::write(Client& client)
{
    const auto sent = send(client.fd, client.answer.data(), client.answer.size(), MSG_NOSIGNAL);
    if (sent < 0)
        return would_block();
    client.answer.erase(0, static_cast<std::size_t>(sent));
    return !client.answer.empty();
}

void MetricsServer::drop_late(Clock::time_point now)
{
    for (auto client = clients_.begin(); client != clients_.end();) {
        const bool late = now >= client->end;
        if (late)
            close(client->fd);
        client = late ? clients_.erase(client) : std::next(client);
    }
}

} // namespace zws::relay
