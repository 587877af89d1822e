// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/scalar.hpp"

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>

namespace zws::codec {

namespace {

using ScalarKind = Scalar::Kind;

constexpr std::size_t widest_number = 32; ///< bytes of the JSON of one number, and more than that

template <class Number>
char* written(char* at, Number number)
{
    if constexpr (std::is_floating_point_v<Number>) {
        if (!std::isfinite(number))
            return std::copy_n("null", 4, at);
    }
    return std::to_chars(at, at + widest_number, number).ptr;
}

template <class Number>
Number loaded(const char* from, bool swapped)
{
    std::array<char, sizeof(Number)> bytes;
    std::memcpy(bytes.data(), from, sizeof(Number));
    if (swapped)
        std::reverse(bytes.begin(), bytes.end());
    return std::bit_cast<Number>(bytes);
}

/// Numbers go to `json` in pieces: that is where time is spent.
template <class Write>
bool write_numbers(JsonBuilder& json, const char* first, std::ptrdiff_t stride, std::uint64_t count,
                   Write write)
{
    std::array<char, 4096> piece;
    char* end = piece.data();
    for (std::uint64_t i = 0; i < count; ++i) {
        if (i > 0)
            *end++ = ',';
        end = write(end, first + static_cast<std::ptrdiff_t>(i) * stride);
        if (piece.data() + piece.size() - end < static_cast<std::ptrdiff_t>(widest_number + 1)) {
            if (!json.literal({piece.data(), static_cast<std::size_t>(end - piece.data())}))
                return false;
            end = piece.data();
        }
    }
    return json.literal({piece.data(), static_cast<std::size_t>(end - piece.data())});
}

template <class Number>
bool write_all(JsonBuilder& json, const Scalar& scalar, const char* first, std::ptrdiff_t stride,
               std::uint64_t count)
{
    const bool swapped = scalar.order != std::endian::native;
    return write_numbers(json, first, stride, count, [swapped](char* at, const char* from) {
        return written(at, loaded<Number>(from, swapped));
    });
}

template <class One, class Two, class Four, class Eight>
bool write_integers(JsonBuilder& json, const Scalar& scalar, const char* first, std::ptrdiff_t stride,
                    std::uint64_t count)
{
    switch (scalar.size) {
    case 1:
        return write_all<One>(json, scalar, first, stride, count);
    case 2:
        return write_all<Two>(json, scalar, first, stride, count);
    case 4:
        return write_all<Four>(json, scalar, first, stride, count);
    default:
        return write_all<Eight>(json, scalar, first, stride, count);
    }
}

bool write_floats(JsonBuilder& json, const Scalar& scalar, const char* first, std::ptrdiff_t stride,
                  std::uint64_t count)
{
    if (scalar.size == 8)
        return write_all<double>(json, scalar, first, stride, count);
    if (scalar.size == 4)
        return write_all<float>(json, scalar, first, stride, count);
    const bool swapped = scalar.order != std::endian::native;
    return write_numbers(json, first, stride, count, [swapped](char* at, const char* from) {
        return written(at, static_cast<float>(half(loaded<std::uint16_t>(from, swapped))));
    });
}

std::string_view without_nuls(std::string_view bytes)
{
    return bytes.substr(0, bytes.find_last_not_of('\0') + 1); // npos + 1 is 0
}

bool write_pascal(JsonBuilder& json, std::string_view bytes)
{
    const std::size_t length = bytes.empty() ? 0 : static_cast<unsigned char>(bytes[0]);
    return json.bytes(bytes.empty() ? bytes : bytes.substr(1, length));
}

bool write_ucs4(JsonBuilder& json, std::string_view bytes, std::endian order)
{
    std::string text;
    for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4)
        append_utf8(text, static_cast<std::uint32_t>(unsigned_of(bytes.substr(at, 4), order)));
    return json.bytes(without_nuls(text));
}

/// Without rounding, as nanoseconds since 1970 have more digits than a double.
bool write_time(JsonBuilder& json, std::int64_t ticks, const Scalar::Unit& unit)
{
    if (ticks == std::numeric_limits<std::int64_t>::min())
        return json.literal("null");
    const bool negative = ticks < 0;
    const auto magnitude = static_cast<std::uint64_t>(negative ? -ticks : ticks);
    if (magnitude > std::numeric_limits<std::uint64_t>::max() / unit.seconds)
        return json.floating(static_cast<double>(ticks) * static_cast<double>(unit.seconds) /
                             std::pow(10.0, unit.decimals));
    std::string digits = std::to_string(magnitude * unit.seconds);
    if (digits.size() <= unit.decimals)
        digits.insert(0, unit.decimals + 1 - digits.size(), '0');
    std::string decimals = digits.substr(digits.size() - unit.decimals);
    digits.resize(digits.size() - unit.decimals);
    decimals.resize(decimals.find_last_not_of('0') + 1);
    return json.literal((negative ? "-" : "") + digits + (decimals.empty() ? "" : '.' + decimals));
}

} // namespace

bool write_scalar(JsonBuilder& json, const Scalar& scalar, std::string_view bytes)
{
    switch (scalar.kind) {
    case ScalarKind::boolean:
        return json.literal(without_nuls(bytes).empty() ? "false" : "true");
    case ScalarKind::bytes:
        return json.bytes(without_nuls(bytes));
    case ScalarKind::pascal:
        return write_pascal(json, bytes);
    case ScalarKind::ucs4:
        return write_ucs4(json, bytes, scalar.order);
    case ScalarKind::time:
        return write_time(json, signed_of(bytes, scalar.order), scalar.unit);
    default:
        return write_scalars(json, scalar, bytes.data(), 0, 1);
    }
}

bool write_scalars(JsonBuilder& json, const Scalar& scalar, const char* first, std::ptrdiff_t stride,
                   std::uint64_t count)
{
    switch (scalar.kind) {
    case ScalarKind::boolean:
        return write_numbers(json, first, stride, count,
                             [](char* at, const char* from) { return written(at, *from != 0 ? 1 : 0); });
    case ScalarKind::signed_integer:
        return write_integers<std::int8_t, std::int16_t, std::int32_t, std::int64_t>(json, scalar, first,
                                                                                     stride, count);
    case ScalarKind::unsigned_integer:
        return write_integers<std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t>(json, scalar, first,
                                                                                         stride, count);
    case ScalarKind::floating:
        return write_floats(json, scalar, first, stride, count);
    default:
        for (std::uint64_t i = 0; i < count; ++i) {
            const char* const at = first + static_cast<std::ptrdiff_t>(i) * stride;
            if ((i > 0 && !json.comma()) || !write_scalar(json, scalar, {at, scalar.size}))
                return false;
        }
        return true;
    }
}

} // namespace zws::codec
