// SPDX-License-Identifier: MIT
#include "libcommon/peer/socket_monitor.hpp"

#include <array>
#include <atomic>
#include <cstring>

namespace zws {

namespace {

struct Name {
    unsigned code;
    const char* text;
};

constexpr std::array<Name, 14> kinds{{{ZMQ_EVENT_CONNECTED, "connected"},
                                      {ZMQ_EVENT_CONNECT_DELAYED, "connecting"},
                                      {ZMQ_EVENT_CONNECT_RETRIED, "connecting again"},
                                      {ZMQ_EVENT_LISTENING, "listening"},
                                      {ZMQ_EVENT_BIND_FAILED, "bind failed"},
                                      {ZMQ_EVENT_ACCEPTED, "accepted"},
                                      {ZMQ_EVENT_ACCEPT_FAILED, "accept failed"},
                                      {ZMQ_EVENT_CLOSED, "closed"},
                                      {ZMQ_EVENT_CLOSE_FAILED, "close failed"},
                                      {ZMQ_EVENT_DISCONNECTED, "disconnected"},
                                      {ZMQ_EVENT_HANDSHAKE_SUCCEEDED, "handshake done"},
                                      {ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL, "handshake failed"},
                                      {ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL, "handshake failed"},
                                      {ZMQ_EVENT_HANDSHAKE_FAILED_AUTH, "handshake failed"}}};

constexpr std::array<Name, 9> protocol_errors{
    {{ZMQ_PROTOCOL_ERROR_ZMTP_UNEXPECTED_COMMAND, "unexpected command"},
     {ZMQ_PROTOCOL_ERROR_ZMTP_INVALID_SEQUENCE, "invalid sequence"},
     {ZMQ_PROTOCOL_ERROR_ZMTP_KEY_EXCHANGE, "key exchange failed"},
     {ZMQ_PROTOCOL_ERROR_ZMTP_MALFORMED_COMMAND_UNSPECIFIED, "malformed command"},
     {ZMQ_PROTOCOL_ERROR_ZMTP_MALFORMED_COMMAND_HELLO, "malformed HELLO: another security mechanism?"},
     {ZMQ_PROTOCOL_ERROR_ZMTP_MALFORMED_COMMAND_READY, "malformed READY"},
     {ZMQ_PROTOCOL_ERROR_ZMTP_INVALID_METADATA, "its socket type does not fit ours"},
     {ZMQ_PROTOCOL_ERROR_ZMTP_CRYPTOGRAPHIC, "the keys do not fit"},
     {ZMQ_PROTOCOL_ERROR_ZMTP_MECHANISM_MISMATCH, "another security mechanism"}}};

template <std::size_t N>
const char* text_of(const std::array<Name, N>& names, unsigned code)
{
    for (const Name& name : names) {
        if (name.code == code)
            return name.text;
    }
    return nullptr;
}

std::string code_text(unsigned code)
{
    const char* const text = text_of(protocol_errors, code);
    return text != nullptr ? text : "code " + std::to_string(code);
}

/// What the value of an event adds to its name.
std::string reason(const SocketMonitor::Event& event)
{
    switch (event.kind) {
    case ZMQ_EVENT_CONNECT_RETRIED:
        return " in " + std::to_string(event.value) + " ms";
    case ZMQ_EVENT_BIND_FAILED:
    case ZMQ_EVENT_ACCEPT_FAILED:
    case ZMQ_EVENT_CLOSE_FAILED:
    case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL:
        return std::string(": ") + zmq_strerror(static_cast<int>(event.value));
    case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
        return ": " + code_text(event.value);
    case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH:
        return ": the key is refused (status " + std::to_string(event.value) + ")";
    default:
        return "";
    }
}

// Hours of attempts to connect, where nobody reads the events for so long.
constexpr int most_events = 100'000;

std::string unique_address()
{
    static std::atomic<unsigned> count{0};
    return "inproc://zws-monitor-" + std::to_string(++count);
}

} // namespace

SocketMonitor::SocketMonitor(zmq::context_t& context, zmq::socket_t& socket, int mask)
    : watched_(socket.handle()), events_(context, zmq::socket_type::pair)
{
    const std::string address = unique_address();
    if (zmq_socket_monitor(watched_, address.c_str(), mask | ZMQ_EVENT_MONITOR_STOPPED) != 0)
        throw zmq::error_t();
    events_.set(zmq::sockopt::linger, 0);
    events_.set(zmq::sockopt::rcvhwm, most_events);
    events_.connect(address);
}

SocketMonitor::~SocketMonitor()
{
    stop();
}

void SocketMonitor::stop()
{
    zmq_socket_monitor(watched_, nullptr, 0);
}

std::optional<SocketMonitor::Event> SocketMonitor::next()
{
    zmq::message_t head;
    zmq::message_t address;
    if (!events_.recv(head, zmq::recv_flags::dontwait) || !head.more() || head.size() < 6)
        return std::nullopt;
    static_cast<void>(events_.recv(address));
    Event event;
    std::memcpy(&event.kind, head.data(), sizeof event.kind);
    std::memcpy(&event.value, static_cast<const char*>(head.data()) + sizeof event.kind, sizeof event.value);
    event.address = address.to_string();
    return event;
}

std::string described(const SocketMonitor::Event& event)
{
    const char* const name = text_of(kinds, event.kind);
    const std::string what = name != nullptr ? name : "event " + std::to_string(event.kind);
    return what + (event.address.empty() ? "" : " " + event.address) + reason(event);
}

} // namespace zws
