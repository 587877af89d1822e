// SPDX-License-Identifier: MIT
#include "tests/bench/limit_broadcaster.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace zws::bench {

namespace {

/// For the key of RFC 6455, section 1.3, which is what the load client sends.
constexpr std::string_view handshake = "HTTP/1.1 101 Switching Protocols\r\n"
                                       "Upgrade: websocket\r\n"
                                       "Connection: Upgrade\r\n"
                                       "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
                                       "\r\n";
constexpr int most_pieces = 16; // of one sendmsg
constexpr int most_taken = 16;  // blocks between two rounds

} // namespace

Broadcaster::Broadcaster(Feed& feed, BlockPool& pool, Descriptor listener)
    : feed_(feed), pool_(pool), listener_(std::move(listener))
{
    epoll_.add(listener_.get(), EPOLLIN, &listener_);
    epoll_.add(feed_.fd(), EPOLLIN | EPOLLET, &feed_);
}

void Broadcaster::run(int stop_fd)
{
    epoll_.add(stop_fd, EPOLLIN, nullptr);
    for (bool more = true;;) {
        for (const auto& event : epoll_.wait(!more ? -1 : full() ? 100 : 0)) {
            if (event.data.ptr == nullptr)
                return;
            if (event.data.ptr == &listener_)
                accept_all();
            else if (event.data.ptr != &feed_)
                on_client(*static_cast<Client*>(event.data.ptr), event.events);
        }
        forget_closed();
        if (full())
            trim();
        more = broadcast();
    }
}

void Broadcaster::accept_all()
{
    for (;;) {
        Descriptor socket(accept4(listener_.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (!socket.open())
            return;
        const int on = 1;
        setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        auto client = std::make_unique<Client>();
        client->socket = std::move(socket);
        epoll_.add(client->socket.get(), EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, client.get());
        clients_.push_back(std::move(client));
    }
}

void Broadcaster::on_client(Client& client, std::uint32_t events)
{
    if ((events & ~static_cast<std::uint32_t>(EPOLLOUT)) != 0)
        read(client);
    if ((events & EPOLLOUT) != 0 && !client.writable) {
        client.writable = true;
        flush(client);
    }
}

/// What open clients send is read and ignored.
void Broadcaster::read(Client& client)
{
    std::array<char, 4096> part;
    while (client.socket.open()) {
        const auto count = recv(client.socket.get(), part.data(), part.size(), 0);
        if (count < 0 && errno == EAGAIN)
            return;
        some_closed_ |= count <= 0;
        if (count <= 0)
            return client.socket.close();
        if (client.open)
            continue;
        client.request.append(part.data(), static_cast<std::size_t>(count));
        if (client.request.ends_with("\r\n\r\n"))
            shake_hands(client);
    }
}

void Broadcaster::shake_hands(Client& client)
{
    std::string().swap(client.request);
    send(client.socket.get(), handshake.data(), handshake.size(), MSG_NOSIGNAL);
    client.open = true;
    client.block = head();
}

/// Takes what the feed has and sends it to all; true if there may be more.
bool Broadcaster::broadcast()
{
    const auto before = head();
    bool more = true;
    for (int i = 0; i < most_taken && more && !full(); ++i) {
        auto block = feed_.take();
        more = block != nullptr;
        if (more)
            log_.push_back(std::move(block));
    }
    if (head() == before)
        return more;
    for (const auto& client : clients_)
        flush(*client);
    trim();
    return more;
}

void Broadcaster::flush(Client& client)
{
    while (client.open && client.socket.open() && client.writable && client.block < head() &&
           send_some(client))
        ;
}

/// One sendmsg of up to 16 blocks; false if the client takes no more for now.
bool Broadcaster::send_some(Client& client)
{
    std::array<iovec, most_pieces> pieces;
    const auto count = std::min<std::size_t>(head() - client.block, most_pieces);
    std::size_t offset = client.offset;
    std::size_t total = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const Block& block = *log_[client.block - first_ + i];
        pieces[i] = {const_cast<char*>(block.data()) + offset,
                     block.size() - offset}; // NOLINT(cppcoreguidelines-pro-type-const-cast)
        total += block.size() - offset;
        offset = 0;
    }
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = count;
    const auto sent = sendmsg(client.socket.get(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) {
        some_closed_ = true;
        client.socket.close();
        return false;
    }
    advance(client, static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
    client.writable = sent == static_cast<ssize_t>(total);
    return client.writable;
}

void Broadcaster::advance(Client& client, std::size_t sent)
{
    client.offset += sent;
    while (client.block < head() && client.offset >= log_[client.block - first_]->size())
        client.offset -= log_[client.block++ - first_]->size();
}

/// Lets go of the blocks that nobody needs any more.
void Broadcaster::trim()
{
    auto oldest = head();
    for (const auto& client : clients_)
        if (client->open)
            oldest = std::min(oldest, client->block);
    for (; first_ < oldest; ++first_) {
        pool_.put(std::move(log_.front()));
        log_.pop_front();
    }
}

void Broadcaster::forget_closed()
{
    if (some_closed_)
        std::erase_if(clients_, [](const auto& client) { return !client->socket.open(); });
    some_closed_ = false;
}

} // namespace zws::bench
