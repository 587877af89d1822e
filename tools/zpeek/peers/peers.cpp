// SPDX-License-Identifier: MIT
#include "tools/zpeek/peers/peers.hpp"

#include <algorithm>
#include <array>

namespace zws::peek {

namespace {

constexpr std::chrono::seconds between_looks{1};

OwnSide own_side(const Options& options, const Endpoint& endpoint)
{
    return {options.type, options.input.curve.wanted() ? "CURVE" : "NULL",
            endpoint.address.starts_with("tcp://["), options.input.accept_zmtp1};
}

} // namespace

Peers::Peers(const Options& options)
{
    const auto now = Clock::now();
    for (const auto& endpoint : options.input.endpoints) {
        const bool connects = endpoint.side == Endpoint::Side::connect;
        peers_.push_back(
            {{endpoint}, own_side(options, endpoint), connects ? now : Clock::time_point::max()});
    }
    refresh(now);
}

/// That a message came tells that the mechanism is ours, too. Of several endpoints it is not known which one
/// it came from.
void Peers::see(const Message& message)
{
    if (seen_)
        return;
    seen_ = true;
    if (peers_.size() != 1)
        return;
    auto& [state, own, due, probe] = peers_.front();
    state.problem.clear();
    state.identity.type = message.peer_type();
    state.identity.mechanism = own.mechanism;
}

void Peers::hear(Clock::time_point now)
{
    wake_.reset();
    for (auto& [state, own, due, probe] : peers_) {
        const auto finding = probe ? probe->finding() : std::nullopt;
        if (!finding)
            continue;
        probe.reset();
        if (seen_ && peers_.size() == 1) {
            state.identity.zmtp = finding->identity.zmtp;
            continue;
        }
        state.identity = finding->identity;
        state.problem = finding->reason;
        due = state.problem.empty() ? Clock::time_point::max() : now + between_looks;
    }
}

Peers::Clock::time_point Peers::due() const
{
    auto first = Clock::time_point::max();
    for (const auto& one : peers_)
        first = one.probe ? first : std::min(first, one.due);
    return first;
}

void Peers::refresh(Clock::time_point now)
{
    for (auto& [state, own, due, probe] : peers_) {
        if (probe || due > now)
            continue;
        due = Clock::time_point::max();
        probe = std::make_unique<Probe>(state.endpoint.address, own, wake_);
    }
}

bool Peers::are_looking() const
{
    return std::any_of(peers_.begin(), peers_.end(), [](const One& one) { return one.probe != nullptr; });
}

void Peers::settle(Clock::time_point due)
{
    for (auto now = Clock::now(); are_looking() && now < due; now = Clock::now()) {
        std::array<zmq::pollitem_t, 1> items{{{nullptr, wake_.fd(), ZMQ_POLLIN, 0}}};
        poll(items, due);
        hear(now);
    }
}

std::vector<PeerState> Peers::all() const
{
    std::vector<PeerState> states;
    states.reserve(peers_.size());
    for (const auto& one : peers_)
        states.push_back(one.state);
    return states;
}

} // namespace zws::peek
