// SPDX-License-Identifier: MIT
#include "tests/bench/connection.hpp"

#include "libcommon/os/error.hpp"
#include "tests/bench/batch.hpp"
#include "tests/bench/stamp.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>

namespace zws::bench {

namespace {

/// The key of RFC 6455, section 1.3, and its answer: there is no need for a fresh one.
constexpr std::string_view key = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

Descriptor connected(std::uint16_t port)
{
    auto fd = opened(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    const timeval patience{20, 0};
    setsockopt(fd.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0)
        throw system_error("connect", errno);
    return fd;
}

std::string request(std::uint16_t port, const std::string& path, bool batches)
{
    const std::string host = "127.0.0.1:" + std::to_string(port);
    return "GET " + path + " HTTP/1.1\r\nHost: " + host +
           "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
           (batches ? "Sec-WebSocket-Protocol: zws.batch.v2\r\n" : "") +
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + std::string(key) + "\r\n\r\n";
}

/// Reads the answer to the handshake; what came after it is left in the result.
std::string rest_behind_answer(int fd)
{
    std::string text;
    std::array<char, 4096> part;
    while (text.find("\r\n\r\n") == std::string::npos) {
        const auto count = recv(fd, part.data(), part.size(), 0);
        if (count <= 0)
            throw Error("handshake: no answer");
        text.append(part.data(), static_cast<std::size_t>(count));
    }
    const auto end = text.find("\r\n\r\n");
    if (!text.starts_with("HTTP/1.1 101 ") || text.find(accept) > end)
        throw Error("handshake: refused: " + text.substr(0, text.find('\r')));
    return text.substr(end + 4);
}

} // namespace

void Received::count(std::uint64_t number)
{
    ++frames;
    if (number > next)
        lost += number - next;
    if (number < next)
        ++disordered;
    else
        next = number + 1;
}

Connection::Connection(std::uint16_t port, const std::string& path, bool batches)
    : batches_(batches), socket_(connected(port))
{
    const auto text = request(port, path, batches);
    if (send(fd(), text.data(), text.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(text.size()))
        throw system_error("handshake", errno);
    take_all(rest_behind_answer(fd()), nullptr);
}

void Connection::receive(std::vector<char>& buffer, std::vector<std::uint64_t>* sent_us)
{
    std::copy(rest_.begin(), rest_.end(), buffer.begin());
    const auto count = recv(fd(), buffer.data() + rest_.size(), buffer.size() - rest_.size(), MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN)
        return;
    if (count <= 0)
        return socket_.close();
    take_all({buffer.data(), rest_.size() + static_cast<std::size_t>(count)}, sent_us);
}

/// Takes the whole frames of `data`, and keeps the rest for the next time.
void Connection::take_all(std::string_view data, std::vector<std::uint64_t>* sent_us)
{
    Frame frame{};
    while (const auto used = read_frame(data, frame)) {
        take(frame, sent_us);
        data.remove_prefix(used);
    }
    rest_.assign(data);
}

void Connection::take(const Frame& frame, std::vector<std::uint64_t>* sent_us)
{
    if (frame.opcode == Frame::ping)
        return answer_ping(frame.payload);
    if (frame.opcode >= Frame::close)
        return; // the end of the connection follows a close frame
    const bool good =
        frame.final && (batches_ ? take_batch(frame.payload, sent_us) : take_message(frame.payload, sent_us));
    received_.malformed += good ? 0 : 1;
}

bool Connection::take_batch(std::string_view batch, std::vector<std::uint64_t>* sent_us)
{
    ++received_.batches;
    return read_batch(batch, [&](std::string_view payload) { return take_message(payload, sent_us); });
}

/// False if it is not a whole message of the publisher.
bool Connection::take_message(std::string_view payload, std::vector<std::uint64_t>* sent_us)
{
    const auto stamp = read_stamp(payload);
    if (!stamp)
        return false;
    received_.count(stamp->number);
    if (sent_us)
        sent_us->push_back(stamp->sent_us);
    return true;
}

void Connection::answer_ping(std::string_view payload)
{
    constexpr std::string_view mask("\0\0\0\0", 4);
    std::string pong{static_cast<char>(0x80 | Frame::pong), static_cast<char>(0x80 | payload.size())};
    pong.append(mask).append(payload);
    send(fd(), pong.data(), pong.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

} // namespace zws::bench
