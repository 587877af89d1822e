// SPDX-License-Identifier: MIT
#include "tools/zrelay/zmtp/session.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/zmtp/handshake.hpp"

namespace zws::relay::zmtp {

using namespace zws::zmtp;

namespace {

constexpr char old_pub = 1; // socket types of ZMTP 2.0
constexpr char old_sub = 2;
constexpr char old_xsub = 10;
constexpr std::string_view ping_ttl{"\0\0", 2}; // "as long as you like": we watch the answers
constexpr std::size_t longest_ping_context = 16;

} // namespace

Session::Session()
{
    output_.append(signature).append(1, our_major);
}

void Session::receive(std::string_view bytes)
{
    input_ += bytes;
    std::string_view left = input_;
    while (const std::size_t taken = advance(left))
        left.remove_prefix(taken);
    input_.erase(0, input_.size() - left.size());
}

/// Takes the next part of the protocol from `in`; the bytes it had, 0 if it is not whole yet.
std::size_t Session::advance(std::string_view in)
{
    switch (step_) {
    case Step::signature:
        return take_signature(in);
    case Step::greeting:
        return take_greeting(in);
    case Step::old_greeting:
        return take_old_greeting(in);
    default:
        return take_frame(in);
    }
}

/// The signature and the major version, which say how the greeting goes on.
std::size_t Session::take_signature(std::string_view in)
{
    if ((!in.empty() && in[0] != signature.front()) ||
        (in.size() >= signature.size() && in[signature.size() - 1] != signature.back()))
        throw ProtocolError("not ZMTP, or before version 2.0");
    if (in.size() <= major_at)
        return 0;
    if (in[major_at] == 0)
        throw ProtocolError("ZMTP before version 2.0");
    if (in[major_at] == old_major) {
        output_.append({old_pub, 0, 0}); // the second and third: an empty identity
        step_ = Step::old_greeting;
    } else {
        output_ += rest_of_greeting("NULL");
        step_ = Step::greeting;
    }
    return major_at + 1;
}

std::size_t Session::take_greeting(std::string_view in)
{
    constexpr std::size_t taken = major_at + 1;
    if (in.size() < greeting_size - taken)
        return 0;
    pings_ = in[0] != 0; // the minor version: ZMTP 3.0 has no pings
    const auto mechanism = mechanism_in(in);
    if (mechanism != "NULL")
        throw ProtocolError("another security mechanism (" + log::printable(mechanism) + ")");
    output_ += command_frame("READY", property("Socket-Type", "XPUB"));
    step_ = Step::hello;
    return greeting_size - taken;
}

/// ZMTP 2.0: the socket type, and the identity as a frame.
std::size_t Session::take_old_greeting(std::string_view in)
{
    if (in.empty())
        return 0;
    if (in[0] != old_sub && in[0] != old_xsub)
        throw ProtocolError("socket type " + std::to_string(in[0]) + " where a subscriber was expected");
    const auto identity = read_frame(in.substr(1), longest_frame);
    if (!identity)
        return 0;
    if (identity->more || identity->command)
        throw ProtocolError("an identity of several frames, or none");
    step_ = Step::ready;
    return 1 + identity->size;
}

std::size_t Session::take_frame(std::string_view in)
{
    const auto frame = read_frame(in, longest_frame);
    if (!frame)
        return 0;
    if (frame->command)
        take_command(frame->body);
    else if (!ready())
        throw ProtocolError("a message before READY");
    else
        take_message(*frame);
    return frame->size;
}

void Session::take_command(std::string_view body)
{
    if (inside_)
        throw ProtocolError("a command inside a message");
    const auto name = take_front(body, take_size(body, 1));
    if (!ready()) {
        if (name != "READY")
            throw ProtocolError("the command " + log::printable(log::excerpt(name)) + " before READY");
        take_ready(body);
    } else if (name == "PING") {
        take_front(body, ping_ttl.size());
        output_ += command_frame("PONG", body.substr(0, longest_ping_context));
    } else if (name == "SUBSCRIBE") {
        notes_.push_back({Note::Kind::subscribe, std::string(body)});
    } else if (name == "CANCEL") {
        notes_.push_back({Note::Kind::unsubscribe, std::string(body)});
    }
}

void Session::take_ready(std::string_view properties)
{
    const auto type = value_of("Socket-Type", properties);
    if (type != "SUB" && type != "XSUB")
        throw ProtocolError("socket type " + log::printable(log::excerpt(type)) +
                            " where a subscriber was expected");
    step_ = Step::ready;
}

void Session::take_message(const Frame& frame)
{
    const bool inside = std::exchange(inside_, frame.more);
    notes_.push_back(note_of(frame.body, frame.more, inside));
}

void Session::ping()
{
    if (pings())
        output_ += command_frame("PING", ping_ttl);
}

} // namespace zws::relay::zmtp
