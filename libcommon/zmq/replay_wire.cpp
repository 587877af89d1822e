// SPDX-License-Identifier: MIT
#include "libcommon/zmq/replay_wire.hpp"

#include "libcommon/text/big_endian.hpp"
#include "libcommon/zmq/position.hpp"

#include <initializer_list>

namespace zws {

namespace {

constexpr std::size_t number_size = sizeof(std::uint64_t);

std::vector<std::string> number_frames(std::initializer_list<std::uint64_t> numbers)
{
    std::vector<std::string> frames;
    for (const auto number : numbers) {
        const auto bytes = big_endian(number);
        frames.emplace_back(bytes.begin(), bytes.end());
    }
    return frames;
}

std::optional<std::uint64_t> number_at(const Message& message, std::size_t index)
{
    if (index >= message.frame_count() || message.frame(index).size() != number_size)
        return std::nullopt;
    return read_big_endian(message.frame(index));
}

std::optional<ReplayEnd> end_in(const Message& message, std::size_t first)
{
    const auto start = number_at(message, first);
    const auto epoch = number_at(message, first + 1);
    const auto newest = number_at(message, first + 2);
    const auto newest_epoch = number_at(message, first + 3);
    if (!start || !epoch || !newest || !newest_epoch)
        return std::nullopt;
    return ReplayEnd{*start, *epoch, *newest, *newest_epoch};
}

} // namespace

std::vector<std::string> frames_of(const ReplayRequest& request)
{
    return request.epoch ? number_frames({request.start, *request.epoch, request.count})
                         : number_frames({request.start});
}

std::optional<ReplayRequest> request_in(const Message& message)
{
    constexpr std::size_t head = 2; // the name, and the empty frame
    const std::size_t count = message.frame_count();
    const auto start = number_at(message, head);
    if (!start || !message.frame(1).empty() || (count != head + 1 && count != head + 3))
        return std::nullopt;
    if (count == head + 1)
        return ReplayRequest{*start};
    const auto epoch = number_at(message, head + 1);
    const auto wanted = number_at(message, head + 2);
    return epoch && wanted ? std::optional(ReplayRequest{*start, *epoch, *wanted}) : std::nullopt;
}

std::vector<std::string> frames_of(const ReplayEnd& end)
{
    return number_frames({end.start, end.epoch, end.newest, end.newest_epoch});
}

std::optional<ReplayAnswer> answer_in(const Message& message)
{
    const auto number = number_at(message, 1);
    if (!number || !message.frame(0).empty() || message.frame_count() <= ReplayAnswer::head)
        return std::nullopt;
    ReplayAnswer answer{*number};
    if (answer.ends())
        answer.end = end_in(message, ReplayAnswer::head + 1);
    return answer;
}

std::optional<std::uint64_t> own_number(const Message& message)
{
    constexpr std::size_t form = 3;
    return message.frame_count() == form || frames_without_position(message) == form ? number_at(message, 1)
                                                                                     : std::nullopt;
}

} // namespace zws
