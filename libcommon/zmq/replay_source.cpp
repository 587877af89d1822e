// SPDX-License-Identifier: MIT
#include "libcommon/zmq/replay_source.hpp"

#include <algorithm>
#include <utility>

namespace zws {

namespace {

/// Of the socket that is repaired.
SocketOptions asking(SocketOptions options, const Endpoint& endpoint)
{
    options.endpoints = {endpoint};
    options.topics.clear();
    options.repair = {};
    options.to_peers_alone = true; // who comes back is asked anew
    options.longest_reconnect = std::chrono::milliseconds(200);
    options.linger = std::chrono::milliseconds(0);
    return options;
}

} // namespace

ReplaySource::ReplaySource(zmq::context_t& context, SocketOptions options, const Endpoint& endpoint)
    : socket_(open(context, zmq::socket_type::dealer, asking(std::move(options), endpoint)))
{
}

bool ReplaySource::send(const ReplayRequest& request)
{
    zmq::message_t empty;
    if (!socket_.handle.send(empty, zmq::send_flags::sndmore | zmq::send_flags::dontwait))
        return false;
    Message frames(frames_of(request));
    for (std::size_t i = 0; i < frames.frame_count(); ++i)
        socket_.handle.send(frames.part(i),
                            i + 1 < frames.frame_count() ? zmq::send_flags::sndmore : zmq::send_flags::none);
    return true;
}

bool ReplaySource::ask(std::uint64_t epoch, OrderedRun::Span span, std::size_t tries)
{
    constexpr auto patience = std::chrono::milliseconds(250);
    const bool own = epoch == 0;
    const auto now = OrderedRun::Clock::now();
    std::erase_if(asked_, [&](const Asked& a) { return a.epoch == epoch && a.span.first == span.first; });
    if (own && std::ranges::any_of(asked_, [&](const Asked& a) { return now - a.at < patience; }))
        return true;
    if (!send(own ? ReplayRequest{span.first} : ReplayRequest{span.first, epoch, span.size()}))
        return false;
    if (asked_.size() >= most_asked)
        asked_.pop_front(); // which was lost with its connection, or comes after the others
    asked_.push_back({epoch, span, tries, now});
    return true;
}

bool ReplaySource::ask_for_last(std::uint64_t count)
{
    return send({ReplayRequest::end, 0, count});
}

std::optional<ReplaySource::Answer> ReplaySource::next_answer()
{
    while (message_.receive(socket_.handle, zmq::recv_flags::dontwait)) {
        const auto head = answer_in(message_);
        if (!head)
            continue;
        if (head->ends())
            return end_of(*head);
        Answer answer{head->number};
        answer.head = std::move(message_.part(1));
        for (std::size_t i = ReplayAnswer::head; i < message_.frame_count(); ++i)
            answer.message.append(std::move(message_.part(i)));
        return answer;
    }
    return std::nullopt;
}

/// Publishers of vLLM answer in order, with all that they have; others say what they answer, and how far
/// they are.
ReplaySource::Answer ReplaySource::end_of(const ReplayAnswer& head)
{
    Answer answer{ReplayRequest::end};
    const auto asked = std::ranges::find_if(asked_, [&](const Asked& a) {
        return head.end ? a.epoch == head.end->epoch && a.span.first == head.end->start : a.epoch == 0;
    });
    if (head.end)
        answer.end.newest_epoch = head.end->newest_epoch;
    if (asked == asked_.end())
        return answer;
    answer.end.epoch = asked->epoch;
    answer.end.span = asked->span;
    answer.end.tries = asked->tries;
    const auto known = head.end && head.end->newest != 0 ? head.end->newest + 1 : asked->span.last;
    answer.end.span.last = std::max(asked->span.first, std::min(asked->span.last, known));
    asked_.erase(asked);
    return answer;
}

} // namespace zws
