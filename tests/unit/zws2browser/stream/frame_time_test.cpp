// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/frame_time.hpp"

#include "tests/unit/catch.hpp"

#include <bit>
#include <cstdint>
#include <string>

using zws::browser::time_in_frame;

namespace {

constexpr double now = 1'800'000'000.5;

/// In network byte order.
std::string eight_bytes(std::uint64_t number)
{
    std::string out;
    for (int shift = 56; shift >= 0; shift -= 8)
        out += static_cast<char>(number >> static_cast<unsigned>(shift));
    return out;
}

std::string reversed(const std::string& text)
{
    return {text.rbegin(), text.rend()};
}

} // namespace

TEST_CASE("a time is read from a frame in all its forms")
{
    const double expected = 1'800'000'000;
    for (const std::uint64_t unit : {1U, 1'000U, 1'000'000U, 1'000'000'000U}) {
        const std::uint64_t number = 1'800'000'000 * unit;
        CHECK(time_in_frame(eight_bytes(number), now) == expected);
        CHECK(time_in_frame(reversed(eight_bytes(number)), now) == expected);
        CHECK(time_in_frame(std::to_string(number), now) == expected);
    }
    const auto seconds = eight_bytes(std::bit_cast<std::uint64_t>(expected));
    CHECK(time_in_frame(seconds, now) == expected);
    CHECK(time_in_frame(reversed(seconds), now) == expected);
    CHECK(time_in_frame("1700000000.25", now) == 1'700'000'000.25);
}

TEST_CASE("what is not near now is no time")
{
    for (const auto* text : {"", "1", "12345678", "1800000000x", " 1800000000", "100000000", "nan", "{}"})
        CHECK_FALSE(time_in_frame(text, now));
    for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{7}, std::uint64_t{1'700'000'000},
                                       ~std::uint64_t{0}, std::uint64_t{1'799'000'000'000'000'000}})
        CHECK_FALSE(time_in_frame(eight_bytes(number), now));
}
