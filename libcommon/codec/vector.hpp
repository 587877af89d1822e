// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/arrays/scalar.hpp"

#include <bit>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zws::codec {

/// What the numbers of a binary vector are.
struct Element {
    enum class Kind { signed_integer, unsigned_integer, floating };

    Kind kind;
    unsigned size; ///< bytes: 1, 2, 4 or 8
    std::endian order;

    bool operator==(const Element&) const = default;
};

/// The element that a name such as "i8", "u16be" or "f32le" stands for; none if it stands for none.
std::optional<Element> parse_element(std::string_view name);

/// Makes JSON of vectors of numbers, one after the other in memory.
///
/// Without a sample rate a vector becomes an array of its numbers. With one it is a part of a series, and
/// becomes an array of [x,y]: x is in Unix seconds, begins with the time at which the first vector comes, and
/// goes on with each sample by the sample rate. Where vectors come more than a second later than that, some
/// are missing: then x starts again.
class VectorDecoder {
public:
    using Time = std::chrono::system_clock::time_point;

    explicit VectorDecoder(const Element& element, std::optional<double> sample_rate = {});

    /// Appends the JSON of a vector that came at `now`; returns why there is none, empty if there is.
    std::string decode(std::string_view bytes, std::string& out, Time now);

private:
    bool write_series(JsonBuilder& json, std::string_view bytes, Time now);
    Time time_of(std::uint64_t sample) const;
    void synchronise(std::size_t samples, Time now);

    Scalar scalar_;
    std::optional<double> sample_rate_;
    Time start_;
    std::uint64_t samples_ = 0; ///< since start_; 0: there is none yet
};

} // namespace zws::codec
