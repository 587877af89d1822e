// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/vector.hpp"
#include "tools/zcat/formats.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zws::cat {

/// Where messages have their sequence numbers.
struct SequenceSpec {
    enum class Where { json, frame, last_frame };

    Where where;
    std::string pointer = {}; ///< json: to the number, in the payload
    std::size_t frame = 0;    ///< frame: counted from 0
    codec::Element element{codec::Element::Kind::unsigned_integer, 8,
                           std::endian::big}; ///< what the frame is

    /// How many bits the number has, after which it begins again at 0.
    unsigned bits() const { return 8 * element.size; }

    bool operator==(const SequenceSpec&) const = default;
};

/// Takes "json:/seq", "last:u32le" or "1:u64be" apart, or "stamp", which is what zrelay --stamp appends;
/// throws std::invalid_argument with what is wrong.
SequenceSpec parse_sequence_spec(std::string_view text);

/// The number of a message; none where there is none.
std::optional<std::uint64_t> sequence_of(const Received& received, const SequenceSpec& spec);

} // namespace zws::cat
