// SPDX-License-Identifier: MIT
#include "libcommon/metrics/metrics_server.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/text/character.hpp"
#include "libcommon/text/host_port.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <vector>

namespace zws {

namespace {

std::string answer(std::string_view status, std::string_view type, std::string_view content,
                   bool with_content)
{
    std::string out = "HTTP/1.1 ";
    out.append(status).append("\r\nContent-Type: ").append(type);
    out.append("\r\nContent-Length: ").append(std::to_string(content.size()));
    out += "\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
    if (with_content)
        out += content;
    return out;
}

/// The next word of a request line, which single spaces separate.
std::string_view take_word(std::string_view& line)
{
    const auto space = line.find(' ');
    const auto word = line.substr(0, space);
    line.remove_prefix(space == std::string_view::npos ? line.size() : space + 1);
    return word;
}

/// What the fields of this name have, without white space around it.
std::vector<std::string_view> values_of(std::string_view wanted, std::string_view head)
{
    constexpr std::string_view blank = " \t";
    std::vector<std::string_view> values;
    for (auto end = head.find("\r\n"); end != std::string_view::npos; end = head.find("\r\n")) {
        head.remove_prefix(end + 2);
        const auto line = head.substr(0, head.find("\r\n"));
        const auto colon = std::min(line.find(':'), line.size());
        if (colon == line.size() || !equal_but_for_case(line.substr(0, colon), wanted))
            continue;
        const auto value = line.substr(colon + 1);
        const auto first = std::min(value.find_first_not_of(blank), value.size());
        values.push_back(value.substr(first, value.find_last_not_of(blank) + 1 - first));
    }
    return values;
}

/// Whether a host, maybe with a port, is localhost, a name in it (RFC 6761 section 6.3), or an IP address.
bool is_local(std::string_view host)
{
    const auto [name, bracketed, port] = split_host_port(host);
    if (bracketed)
        return true;
    constexpr std::string_view local = ".localhost";
    return equal_but_for_case(name, local.substr(1)) ||
           (name.size() > local.size() &&
            equal_but_for_case(name.substr(name.size() - local.size()), local)) ||
           name.find_first_not_of("0123456789.") == std::string_view::npos;
}

} // namespace

std::string http_answer(std::string_view head, const Served& served, Hosts hosts)
{
    constexpr std::string_view plain = "text/plain; charset=utf-8";
    auto line = head.substr(0, head.find("\r\n"));
    const auto method = take_word(line);
    auto target = take_word(line);
    target = target.substr(0, target.find('?'));
    if (method.empty() || !target.starts_with('/') || !line.starts_with("HTTP/1."))
        return answer("400 Bad Request", plain, "bad request\n", true);
    const auto named = values_of("host", head);
    if (named.size() > 1 || (named.empty() && line != "HTTP/1.0"))
        return answer("400 Bad Request", plain, "one Host header is needed\n", true);
    if (hosts == Hosts::local && !named.empty() && !is_local(named.front()))
        return answer("403 Forbidden", plain, "this Host is not served here\n", true);
    if (method != "GET" && method != "HEAD")
        return answer("405 Method Not Allowed\r\nAllow: GET, HEAD", plain, "GET or HEAD\n", true);
    if (target == "/metrics")
        return answer("200 OK", "text/plain; version=0.0.4; charset=utf-8", served.metrics, method == "GET");
    if (target != "/healthz")
        return answer("404 Not Found", plain, "only /metrics and /healthz are here\n", method == "GET");
    if (!served.alive)
        return answer("503 Service Unavailable", plain, "the main thread does not answer\n", method == "GET");
    return answer("200 OK", plain, "ok\n", method == "GET");
}

namespace {

constexpr std::size_t most_clients = 16; // the rest wait in the kernel's queue
constexpr std::size_t longest_request = 8192;
constexpr auto client_patience = std::chrono::seconds(5);
constexpr auto longest_silence = std::chrono::seconds(10);
constexpr auto accept_pause = std::chrono::seconds(1);
constexpr std::string_view end_of_head = "\r\n\r\n";

bool would_block()
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

} // namespace

MetricsServer::MetricsServer(const ListenAddress& address)
    : address_(TcpAddress::parse(address.host, address.port).value()),
      hosts_(address_.is_loopback() ? Hosts::local : Hosts::any),
      set_(Clock::now())
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
    set_ = Clock::now();
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

/// Milliseconds until the client_patience with a client ends, or others are accepted again; -1: neither is
/// due.
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
        clients_.push_back({std::move(fd), Clock::now() + client_patience});
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
        const auto now = Clock::now();
        const std::lock_guard lock(mutex_);
        client.answer = http_answer(client.request, {text_, now < set_ + longest_silence}, hosts_);
        client.end = now + client_patience;
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

} // namespace zws
