// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/vector.hpp"
#include "libcommon/zmq/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zws {

/// Where messages have their sequence numbers.
struct SequenceSpec {
    enum class Where { json, frame, last_frame, position };

    Where where;
    std::string pointer = {}; ///< json: to the number, in the payload
    std::size_t frame = 0;    ///< frame: counted from 0
    codec::Element element{codec::Element::Kind::unsigned_integer, 8,
                           std::endian::big}; ///< what the frame is

    /// How many bits the number has, after which it begins again at 0.
    unsigned bits() const { return 8 * element.size; }

    bool operator==(const SequenceSpec&) const = default;
};

/// Takes "json:/seq", "last:u32le" or "1:u64be" apart, or "stamp", which is what zrelay --stamp appends, or
/// "position", which is in the last frame (zws(7), MESSAGES) and does not count as the last one else; throws
/// std::invalid_argument with what is wrong.
SequenceSpec parse_sequence_spec(std::string_view text);

/// The number of a message; none where there is none. `payload`: what stands for its payload.
std::optional<std::uint64_t> sequence_of(const Message& message, std::string_view payload,
                                         const SequenceSpec& spec);

/// The number that a frame is, by SequenceSpec::element; none where it has another size.
std::optional<std::uint64_t> sequence_in_frame(std::string_view frame, const SequenceSpec& spec);

/// What stands at SequenceSpec::pointer in a payload, as JSON; none where that is nothing.
std::optional<std::string> value_in_payload(std::string_view payload, const SequenceSpec& spec);
/// The same, where it is a number.
std::optional<std::uint64_t> sequence_in_payload(std::string_view payload, const SequenceSpec& spec);

/// What has numbers of its own: the topic of a message or, by position, the 8 bytes of its epoch.
std::string_view numbered_run(const Message& message, const SequenceSpec& spec);

} // namespace zws
