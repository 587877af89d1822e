// SPDX-License-Identifier: MIT
#include "tools/zpeek/findings/advice.hpp"

#include "libcommon/peer/probe.hpp"
#include "libcommon/zmq/receiving_type.hpp"
#include "tools/zpeek/findings/commands.hpp"

#include <algorithm>
#include <array>

namespace zws::peek {

namespace {

using Sentences = std::vector<std::string>;

std::string command(const Options& options, const std::string& more)
{
    const bool typed = options.type != zmq::socket_type::sub && more.find("--type") == std::string::npos;
    return "zpeek" + where_from(options) + (typed ? " --type " + receiving_name(options.type) : "") + more;
}

/// Where nobody listens we can, if the address is one of this machine.
std::string binding(const Endpoint& endpoint)
{
    const auto colon = endpoint.address.rfind(':');
    const bool tcp = endpoint.address.starts_with("tcp://");
    const bool local = endpoint.address.starts_with("tcp://127.") ||
                       endpoint.address.starts_with("tcp://localhost:") ||
                       endpoint.address.starts_with("tcp://[::1]");
    const std::string here =
        local || !tcp ? endpoint.address : "tcp://*:" + endpoint.address.substr(colon + 1);
    return "zpeek --bind " + shell_word(here);
}

Sentences nobody_there(const Endpoint& endpoint)
{
    return {"Is the publisher running, and is this the port that it binds?",
            "If the publisher connects to this endpoint, too, somebody has to bind it: " + binding(endpoint)};
}

/// The type that a socket of this type sends to; empty: none that is here.
std::string receiver_for(const std::string& type)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> receivers{{{"PUSH", "pull"},
                                                                                      {"PAIR", "pair"},
                                                                                      {"DEALER", "dealer"},
                                                                                      {"REQ", "rep"},
                                                                                      {"PUB", "sub"},
                                                                                      {"XPUB", "sub"}}};
    for (const auto& [sender, receiver] : receivers) {
        if (type == sender)
            return std::string(receiver);
    }
    return "";
}

Sentences other_type(const PeerState& peer, const Options& options)
{
    const std::string& type = peer.identity.type;
    if (const auto receiver = receiver_for(type); !receiver.empty())
        return {"A " + type + " sends to another type of socket" +
                (receiver == "sub" ? ": " : ", and what is looked at here does not reach others then: ") +
                command(options, " --type " + receiver)};
    if (type == "REP" || type == "ROUTER")
        return {"A " + type +
                " answers requests, and nothing flows by itself: look at another endpoint of it"};
    Sentences sentences{
        "It receives, as you do: look at the endpoint at which it sends, or at who sends to it"};
    constexpr std::string_view in_port = ":5000";
    const auto& address = peer.endpoint.address;
    if (!suggestion(address, type).empty() && address.ends_with(in_port))
        sentences.push_back("A relay sends at port 5001: zpeek --connect " +
                            shell_word(address.substr(0, address.size() - in_port.size()) + ":5001"));
    return sentences;
}

Sentences other_mechanism(const PeerState& peer, const Options& options)
{
    const std::string& theirs = peer.identity.mechanism;
    if (theirs == "CURVE")
        return {"It lets in those who know its public key: " + command(options, " --curve-server-cert FILE")};
    if (theirs == "NULL") {
        Options plain;
        plain.input.endpoints = options.input.endpoints;
        return {"It does not encrypt: " + command(plain, "")};
    }
    return {"No tool of zws has the mechanism " + theirs};
}

Sentences silent(const PeerState& peer, const Options& options)
{
    Sentences sentences;
    if (peer.endpoint.side == Endpoint::Side::bind)
        sentences.push_back("Does somebody connect to this endpoint and send?");
    if (!options.input.topics.empty()) {
        Options all = options;
        all.input.topics.clear();
        sentences.push_back("There may be messages of other topics: " + command(all, ""));
    }
    sentences.push_back("It may send seldom: " + command(options, " --for 1m"));
    if (options.input.curve.wanted())
        sentences.push_back("The keys may not fit: a message tells that they do");
    return sentences;
}

} // namespace

std::vector<std::string> advice_for(const PeerState& peer, const Options& options)
{
    const auto has = [&peer](std::string_view part) { return peer.problem.find(part) != std::string::npos; };
    const std::string own = options.input.curve.wanted() ? "CURVE" : "NULL";
    if (peer.problem.empty())
        return silent(peer, options);
    if (has("ZMTP 1.0") || has("ZMTP 2.0"))
        return {"Take old peers, too: " + command(options, " --accept-zmtp1")};
    if (!peer.identity.mechanism.empty() && peer.identity.mechanism != own)
        return other_mechanism(peer, options);
    if (!peer.identity.type.empty())
        return other_type(peer, options);
    if (has("refused") || has("No such file"))
        return nobody_there(peer.endpoint);
    if (has("not a ZeroMQ peer"))
        return {"Another program listens there: is the port right?"};
    return {"Is the endpoint right? Wait longer: " + command(options, " --for 1m")};
}

} // namespace zws::peek
