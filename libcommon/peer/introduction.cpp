// SPDX-License-Identifier: MIT
#include "libcommon/peer/introduction.hpp"

#include "libcommon/zmtp/frame.hpp"
#include "libcommon/zmtp/handshake.hpp"

#include <algorithm>
#include <array>

namespace zws {

namespace {

// In the order of ZMQ_PAIR, ZMQ_PUB, ..., which ZMTP 2.0 sends.
constexpr std::array<std::string_view, 11> types{"PAIR",   "PUB",  "SUB",  "REQ",  "REP", "DEALER",
                                                 "ROUTER", "PULL", "PUSH", "XPUB", "XSUB"};

constexpr std::size_t longest_command = 4096; // bytes

/// The types that a socket of the type of the same place can talk to (zmq_socket(3)).
constexpr std::array<std::string_view, 11> partners{
    "PAIR", "SUB XSUB", "PUB XPUB", "REP ROUTER", "REQ DEALER", "REP DEALER ROUTER", "REQ DEALER ROUTER",
    "PUSH", "PULL",     "SUB XSUB", "PUB XPUB"};

std::string_view name_of(zmq::socket_type type)
{
    return types.at(static_cast<std::size_t>(type));
}

bool fits(zmq::socket_type own, std::string_view theirs)
{
    const std::string list = " " + std::string(partners.at(static_cast<std::size_t>(own))) + " ";
    return list.find(" " + std::string(theirs) + " ") != std::string::npos;
}

/// "a PUB", "an XPUB"
std::string with_article(std::string_view type)
{
    return (type.starts_with('X') ? "an " : "a ") + std::string(type);
}

Finding judge_type(std::string_view theirs, const OwnSide& own, bool before_3)
{
    if (fits(own.type, theirs))
        return {.reason = "", .before_3 = before_3};
    return {.reason = "the peer is " + with_article(theirs.substr(0, 20)) + ", which " +
                      with_article(name_of(own.type)) + " cannot talk to",
            .type = std::string(theirs)};
}

Finding judge_mechanism(std::string_view theirs, const OwnSide& own)
{
    if (own.mechanism == "CURVE")
        return {"the peer does not encrypt: its security mechanism is " + std::string(theirs) +
                ", and CURVE was asked for"};
    if (theirs == "CURVE")
        return {"the peer wants encryption: its security mechanism is CURVE (see --curve-server-cert)"};
    return {"the peer's security mechanism is " + std::string(theirs) + ", ours is " + own.mechanism};
}

/// A greeting of ZMTP 1.0 is a frame, the identity: its size, which is of 8 bytes after 0xFF, and its flags,
/// of which none is set.
Finding judge_old(std::string_view bytes, const OwnSide& own)
{
    const bool is_frame = bytes[0] == '\xFF' || (bytes[0] != 0 && bytes[1] == 0);
    if (bytes.starts_with("HTTP/"))
        return {"not a ZeroMQ peer: it answers as an HTTP server"};
    if (!is_frame)
        return {"not a ZeroMQ peer: it begins with '" + std::string(bytes.substr(0, 20)) + "'"};
    if (own.takes_zmtp1 && own.mechanism == "NULL")
        return {.reason = "", .before_3 = true};
    return {"the peer speaks ZMTP 1.0, which is not taken (see --accept-zmtp1)"};
}

/// ZMTP 2.0: the socket type follows.
std::optional<Finding> read_type_2(std::string_view bytes, const OwnSide& own)
{
    if (bytes.size() <= zmtp::major_at + 1)
        return std::nullopt;
    const auto code = static_cast<unsigned char>(bytes[zmtp::major_at + 1]);
    if (own.mechanism != "NULL")
        return judge_mechanism("NULL", own);
    auto finding = judge_type(code < types.size() ? types.at(code) : "socket of type " + std::to_string(code),
                              own, true);
    if (finding.reason.empty() && !own.takes_zmtp1)
        return Finding{"the peer speaks ZMTP 2.0, which is not taken (see --accept-zmtp1)"};
    return finding;
}

std::optional<Finding> read_ready(std::string_view bytes, const OwnSide& own)
{
    const auto frame = zmtp::read_frame(bytes, longest_command);
    if (!frame)
        return std::nullopt;
    auto body = frame->body;
    const auto name = zmtp::take_front(body, zmtp::take_size(body, 1));
    if (!frame->command || name != "READY")
        return Finding{"the peer refuses the handshake (" + std::string(name.substr(0, 20)) + ")"};
    return judge_type(zmtp::value_of("Socket-Type", body), own, false);
}

std::optional<Finding> read_greeting(std::string_view bytes, const OwnSide& own)
{
    if (bytes.size() <= zmtp::major_at)
        return std::nullopt;
    const auto major = static_cast<unsigned char>(bytes[zmtp::major_at]);
    if (major == 0)
        return judge_old(bytes, own);
    if (major == zmtp::old_major)
        return read_type_2(bytes, own);
    if (bytes.size() < zmtp::greeting_size)
        return std::nullopt;
    const auto mechanism = zmtp::mechanism_in(bytes.substr(zmtp::major_at + 1));
    if (mechanism != own.mechanism)
        return judge_mechanism(mechanism, own);
    if (mechanism != "NULL") // what follows is encrypted
        return Finding{};
    return read_ready(bytes.substr(zmtp::greeting_size), own);
}

/// The socket type in a READY; empty while that is not whole, and where it is something else.
std::string type_in_ready(std::string_view bytes)
{
    const auto frame = zmtp::read_frame(bytes, longest_command);
    if (!frame || !frame->command)
        return "";
    auto body = frame->body;
    const auto name = zmtp::take_front(body, zmtp::take_size(body, 1));
    return std::string(name == "READY" ? zmtp::value_of("Socket-Type", body).substr(0, 20) : "");
}

/// Of a peer of ZMTP 3.0 or later, in what it sends from its minor version on.
Identity identity_3(std::string_view bytes, unsigned major)
{
    Identity identity;
    if (bytes.empty())
        return identity;
    identity.zmtp = std::to_string(major) + '.' + std::to_string(static_cast<unsigned char>(bytes[0]));
    constexpr std::size_t rest = zmtp::greeting_size - zmtp::major_at - 1; // bytes
    if (bytes.size() < rest)
        return identity;
    identity.mechanism = zmtp::mechanism_in(bytes);
    if (identity.mechanism == "NULL")
        identity.type = type_in_ready(bytes.substr(rest));
    return identity;
}

std::optional<Finding> read_so_far(std::string_view bytes, bool closed, const OwnSide& own)
{
    const std::size_t enough = closed ? 2 : 20; // a few more, to show
    const bool versioned = bytes.starts_with(zmtp::signature[0]);
    if (!versioned)
        return bytes.size() < 2 || (bytes[1] != 0 && bytes.size() < enough)
                   ? std::nullopt
                   : std::make_optional(judge_old(bytes, own));
    if (bytes.size() < zmtp::signature.size())
        return std::nullopt;
    if ((static_cast<unsigned char>(bytes[zmtp::signature.size() - 1]) & 1U) == 0)
        return judge_old(bytes, own);
    return read_greeting(bytes, own);
}

} // namespace

Identity read_identity(std::string_view bytes)
try {
    constexpr std::size_t flags_at = zmtp::signature.size() - 1;
    const bool versioned = bytes.size() > zmtp::major_at && bytes[0] == zmtp::signature[0] &&
                           (static_cast<unsigned char>(bytes[flags_at]) & 1U) != 0;
    if (!versioned)
        return {};
    const auto major = static_cast<unsigned char>(bytes[zmtp::major_at]);
    const auto rest = bytes.substr(zmtp::major_at + 1);
    if (major == 0)
        return {.type = "", .zmtp = "1.0", .mechanism = ""};
    if (major > zmtp::old_major)
        return identity_3(rest, major);
    const std::size_t code = rest.empty() ? types.size() : static_cast<unsigned char>(rest[0]);
    return {.type = std::string(code < types.size() ? types.at(code) : ""), .zmtp = "2.0", .mechanism = ""};
} catch (const zmtp::ProtocolError&) {
    return {};
}

std::optional<Finding> read_introduction(std::string_view bytes, bool closed, const OwnSide& own)
{
    try {
        auto finding = read_so_far(bytes, closed, own);
        if (!finding && closed)
            finding = {bytes.empty() ? "the peer closes the connection and says nothing"
                                     : "the peer closes the connection within the handshake"};
        return finding;
    } catch (const zmtp::ProtocolError& e) {
        return Finding{std::string("not a ZeroMQ peer: it sends ") + e.what()};
    }
}

} // namespace zws
