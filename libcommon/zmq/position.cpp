// SPDX-License-Identifier: MIT
#include "libcommon/zmq/position.hpp"

#include "libcommon/text/big_endian.hpp"
#include "libcommon/text/number.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace zws {

namespace {

constexpr std::string_view position_mark = "zws.pos1";
constexpr std::size_t digits_of_epoch = 16;

std::uint64_t parse_epoch(std::string_view digits)
{
    std::uint64_t epoch = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [stopped, failure] = std::from_chars(digits.data(), end, epoch, 16);
    if (failure != std::errc() || stopped != end || digits.size() > digits_of_epoch)
        throw std::invalid_argument("'" + std::string(digits) +
                                    "' is not an epoch: up to 16 hexadecimal digits");
    return epoch;
}

} // namespace

PositionFrame frame_of(const Position& position)
{
    PositionFrame frame;
    auto* at = std::ranges::copy(position_mark, frame.begin()).out;
    at = std::ranges::copy(big_endian(position.epoch), at).out;
    std::ranges::copy(big_endian(position.sequence), at);
    return frame;
}

std::optional<Position> position_in(std::string_view frame)
{
    if (frame.size() != PositionFrame().size() || !frame.starts_with(position_mark))
        return std::nullopt;
    return Position{read_big_endian(epoch_bytes(frame)),
                    read_big_endian(frame.substr(position_mark.size() + sizeof(Position::epoch)))};
}

std::optional<Position> position_of(const Message& message)
{
    const auto count = message.frame_count();
    return count > 2 ? position_in(message.frame(count - 1)) : std::nullopt;
}

void append_position(Message& message, const Position& position)
{
    if (position_of(message))
        return;
    if (message.frame_count() == 1) {
        message.append({});
        std::swap(message.part(0), message.part(1));
    }
    message.append(zmq::message_t(frame_of(position)));
}

std::size_t frames_without_position(const Message& message)
{
    return message.frame_count() - (position_of(message) ? 1 : 0);
}

std::string_view epoch_bytes(std::string_view frame)
{
    return frame.substr(position_mark.size(), sizeof(Position::epoch));
}

std::string epoch_text(std::uint64_t epoch)
{
    std::array<char, digits_of_epoch> digits{};
    const auto* const end = std::to_chars(digits.data(), digits.data() + digits.size(), epoch, 16).ptr;
    const std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
    return std::string(digits_of_epoch - text.size(), '0').append(text);
}

Position parse_position(std::string_view text)
{
    const auto colon = text.find(':');
    if (colon == std::string_view::npos)
        throw std::invalid_argument("not EPOCH:SEQUENCE");
    return {parse_epoch(text.substr(0, colon)), parse_number<std::uint64_t>(text.substr(colon + 1), {})};
}

std::uint64_t new_epoch()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

} // namespace zws
