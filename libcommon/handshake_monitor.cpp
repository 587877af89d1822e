// SPDX-License-Identifier: MIT
#include "libcommon/handshake_monitor.hpp"

#include "libcommon/log.hpp"

#include <atomic>
#include <chrono>
#include <cstring>
#include <string>
#include <zmq.h>

namespace zws {

namespace {

constexpr int failures = ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL |
                         ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;
constexpr std::chrono::seconds time_between_messages{1};

std::string protocol_reason(std::uint32_t error)
{
    switch (error) {
    case ZMQ_PROTOCOL_ERROR_ZMTP_CRYPTOGRAPHIC:
        return "the keys do not fit";
    case ZMQ_PROTOCOL_ERROR_ZMTP_MECHANISM_MISMATCH:
        return "the other side does not speak CURVE";
    default:
        return "the other side breaks the protocol";
    }
}

std::string reason(std::uint16_t event, std::uint32_t value)
{
    if (event == ZMQ_EVENT_HANDSHAKE_FAILED_AUTH)
        return "the server refused the key (" + std::to_string(value) + ')';
    if (event == ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL)
        return protocol_reason(value);
    return std::string("the other side ended the connection (") + zmq_strerror(static_cast<int>(value)) + ')';
}

std::string unique_address()
{
    static std::atomic<unsigned> last{0};
    return "inproc://handshakes-" + std::to_string(++last);
}

} // namespace

HandshakeMonitor::HandshakeMonitor(zmq::context_t& context, zmq::socket_t& socket)
    : socket_(socket.handle()), events_(context, zmq::socket_type::pair)
{
    const auto address = unique_address();
    if (zmq_socket_monitor(socket_, address.c_str(), failures | ZMQ_EVENT_MONITOR_STOPPED) != 0)
        throw zmq::error_t();
    events_.connect(address);
    thread_ = std::thread([this] { run(); });
}

HandshakeMonitor::~HandshakeMonitor()
{
    zmq_socket_monitor(socket_, nullptr, 0); // which sends the last event
    thread_.join();
}

void HandshakeMonitor::run()
{
    std::chrono::steady_clock::time_point told{};
    zmq::message_t head;
    zmq::message_t address;
    while (events_.recv(head) && events_.recv(address)) {
        std::uint16_t event = 0;
        std::uint32_t value = 0;
        std::memcpy(&event, head.data(), sizeof event);
        std::memcpy(&value, head.data<char>() + sizeof event, sizeof value);
        if (event == ZMQ_EVENT_MONITOR_STOPPED)
            break;
        const auto now = std::chrono::steady_clock::now();
        if (now - told < time_between_messages)
            continue;
        told = now;
        log::warning("handshake on ", address.to_string_view(), " failed: ", reason(event, value));
    }
    events_.close();
}

} // namespace zws
