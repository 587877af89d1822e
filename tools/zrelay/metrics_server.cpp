// SPDX-License-Identifier: MIT
#include "tools/zrelay/metrics_server.hpp"

#include "libcommon/os/error.hpp"
#include "tools/zrelay/http_request.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <vector>

namespace zws::relay {

namespace {

constexpr std::size_t most_clients = 16; // the rest wait in the kernel's queue
constexpr std::size_t longest_request = 8192;
constexpr auto patience = std::chrono::seconds(5);
constexpr auto accept_pause = std::chrono::seconds(1);
constexpr std::string_view end_of_head = "\r\n\r\n";

bool would_block()
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

} // namespace

MetricsServer::MetricsServer(const ListenAddress& address)
    : address_(TcpAddress::parse(address.host, address.port).value()),
      hosts_(address_.is_loopback() ? Hosts::local : Hosts::any)
{
    listener_ = address_.listen(most_clients);
    if (listener_.get() < 0)
        throw system_error("listen on " + address.shown(), errno);
    thread_ = std::thread([this] { run(); });
}

MetricsServer::~MetricsServer()
{
    stop_.call();
    thread_.join();
}

void MetricsServer::set(std::string text)
{
    const std::lock_guard lock(mutex_);
    text_ = std::move(text);
}

void MetricsServer::run()
{
    while (true) {
        std::vector<pollfd> items{{stop_.fd(), POLLIN, 0}};
        for (const Client& client : clients_)
            items.push_back(
                {client.fd.get(), static_cast<short>(client.answer.empty() ? POLLIN : POLLOUT), 0});
        const auto before = Clock::now();
        if (clients_.size() < most_clients && before >= accept_at_)
            items.push_back({listener_.get(), POLLIN, 0});
        ::poll(items.data(), items.size(), timeout(before));
        if (items.front().revents != 0)
            return;
        auto item = items.begin() + 1;
        for (auto client = clients_.begin(); client != clients_.end(); ++item) {
            const bool goes_on = item->revents == 0 || serve(*client);
            client = goes_on ? std::next(client) : clients_.erase(client);
        }
        if (item != items.end() && item->revents != 0)
            accept_clients(Clock::now());
        drop_late(Clock::now());
    }
}

/// Milliseconds until the patience with a client ends, or others are accepted again; -1: neither is due.
int MetricsServer::timeout(Clock::time_point now) const
{
    auto due = accept_at_ > now ? accept_at_ : Clock::time_point::max();
    for (const Client& client : clients_)
        due = std::min(due, client.end);
    if (due == Clock::time_point::max())
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - now);
    return std::max(0, static_cast<int>(left.count()));
}

/// Where descriptors have run out, the listener stays readable, and nothing tells when there are some again.
void MetricsServer::accept_clients(Clock::time_point now)
{
    while (clients_.size() < most_clients) {
        TcpAddress peer;
        auto fd = peer.accept(listener_.get());
        if (fd.get() < 0) {
            if (!would_block() && errno != ECONNABORTED)
                accept_at_ = now + accept_pause;
            return;
        }
        clients_.push_back({std::move(fd), Clock::now() + patience});
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
    const auto got = recv(client.fd.get(), chunk.data(), chunk.size(), 0);
    if (got < 0)
        return would_block();
    client.request.append(chunk.data(), static_cast<std::size_t>(got));
    if (client.request.find(end_of_head) != std::string::npos) {
        const std::lock_guard lock(mutex_);
        client.answer = http_answer(client.request, text_, hosts_);
        client.end = Clock::now() + patience;
        return true;
    }
    return got > 0 && client.request.size() <= longest_request;
}

/// False when all was written, which ends the connection.
bool MetricsServer::write(Client& client)
{
    const auto sent = send(client.fd.get(), client.answer.data(), client.answer.size(), MSG_NOSIGNAL);
    if (sent < 0)
        return would_block();
    client.answer.erase(0, static_cast<std::size_t>(sent));
    return !client.answer.empty();
}

void MetricsServer::drop_late(Clock::time_point now)
{
    std::erase_if(clients_, [now](const Client& client) { return now >= client.end; });
}

} // namespace zws::relay
