// SPDX-License-Identifier: MIT
#include "tools/zpeek/recognising/frame_number.hpp"

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/codec/vector.hpp"
#include "libcommon/zmq/position.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace zws::peek {

namespace {

using Meaning = FrameNumber::Meaning;

constexpr std::string_view position_element = "position";

constexpr std::array<std::endian, 2> orders{std::endian::little, std::endian::big};

std::string element_name(char kind, std::size_t bytes, std::endian order)
{
    const std::string size = std::to_string(8 * bytes);
    return kind + size + (bytes == 1 ? "" : order == std::endian::big ? "be" : "le");
}

double as_double(std::string_view bytes, std::endian order)
{
    const auto bits = codec::unsigned_of(bytes, order);
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    return number;
}

bool all_near(const Column& frames, const std::vector<Came>& came, double tolerance, auto seconds)
{
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (!(std::abs(seconds(frames[i]) - came[i].arrived) <= tolerance)) // also NaN
            return false;
    }
    return true;
}

/// Of 8 bytes a day in 10,000 years is not met by chance; of 4 an hour is, once in a million.
std::optional<FrameNumber> as_time(const Column& frames, const std::vector<Came>& came, std::endian order)
{
    struct Unit {
        const char* name;
        double in_second;
    };
    constexpr std::array<Unit, 4> units{{{"s", 1}, {"ms", 1e3}, {"us", 1e6}, {"ns", 1e9}}};
    constexpr double hour = 3600;
    const auto size = frames.front().size();
    if (size == 4 && frames.size() < 2)
        return std::nullopt;
    for (const auto& [name, in_second] : units) {
        const auto seconds = [order, per = in_second](std::string_view frame) {
            return static_cast<double>(codec::unsigned_of(frame, order)) / per;
        };
        if ((size == 8 && all_near(frames, came, 24 * hour, seconds)) ||
            (size == 4 && in_second == 1 && all_near(frames, came, hour, seconds)))
            return FrameNumber{Meaning::time, element_name('u', size, order), name};
    }
    const auto seconds = [order](std::string_view frame) { return as_double(frame, order); };
    if (size == 8 && all_near(frames, came, 24 * hour, seconds))
        return FrameNumber{Meaning::time, element_name('f', size, order), "s"};
    return std::nullopt;
}

/// Of a chain with filters before it numbers are missing for sure, and it is a position all the same.
std::optional<FrameNumber> as_position(const Column& frames, const std::vector<Came>& came)
{
    std::vector<Numbered> numbers;
    numbers.reserve(frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const auto number = number_in_frame(frames[i], position_element);
        if (!number)
            return std::nullopt;
        numbers.push_back({*number, came[i].connection});
    }
    FrameNumber found{Meaning::sequence, std::string(position_element), {}, steps_of(numbers, 64)};
    found.shared = !are_sequence(found.steps);
    return found;
}

/// A number of so many messages; floats that grow slowly are greater.
bool may_count(std::uint64_t number, std::size_t size)
{
    return number < (std::uint64_t{1} << (size == 4 ? 29U : 53U));
}

std::optional<FrameNumber> as_sequence(const Column& frames, const std::vector<Came>& came, std::endian order)
{
    constexpr std::size_t enough_short = 6; // messages, where a number of one or two bytes may be chance
    const auto size = frames.front().size();
    if (size < 4 && frames.size() < enough_short)
        return std::nullopt;
    std::vector<Numbered> numbers;
    numbers.reserve(frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i)
        numbers.push_back({codec::unsigned_of(frames[i], order), came[i].connection});
    FrameNumber found{Meaning::sequence, element_name('u', size, order), {}};
    found.bits = static_cast<unsigned>(8 * size);
    found.steps = steps_of(numbers, found.bits);
    const bool is = are_sequence(found.steps);
    found.shared = !is && size >= 4 && are_growing(found.steps) && may_count(numbers.back().number, size);
    return is || found.shared ? std::optional(found) : std::nullopt;
}

} // namespace

std::optional<std::uint64_t> number_in_frame(std::string_view frame, std::string_view element)
{
    if (element == position_element) {
        const auto position = position_in(frame);
        return position ? std::optional(position->sequence) : std::nullopt;
    }
    const auto form = codec::parse_element(element);
    return form && frame.size() == form->size ? std::optional(codec::unsigned_of(frame, form->order))
                                              : std::nullopt;
}

std::optional<FrameNumber> number_of_frames(const Column& frames, const std::vector<Came>& came)
{
    const auto size = frames.empty() ? 0 : frames.front().size();
    if (size == sizeof(PositionFrame))
        return as_position(frames, came);
    const bool is_size = size == 1 || size == 2 || size == 4 || size == 8;
    if (!is_size || !std::all_of(frames.begin(), frames.end(), [size](auto f) { return f.size() == size; }))
        return std::nullopt;
    for (const auto order : orders) {
        if (auto found = as_time(frames, came, order))
            return found;
    }
    for (const auto order : orders) {
        if (auto found = as_sequence(frames, came, order))
            return found;
    }
    return std::nullopt;
}

} // namespace zws::peek
