// SPDX-License-Identifier: MIT
#include "tools/zpeek/recognising/raw_floats.hpp"

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/points/time.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cmath>
#include <set>
#include <utility>

namespace zws::peek {

namespace {

constexpr std::size_t fewest_numbers = 16;    // numbers; of chance, one in five would fit
constexpr std::size_t most_numbers = 100'000; // that are looked at

/// What the numbers of an element look like.
struct BitLook {
    std::size_t count = 0;
    bool plausible = true;
    std::array<std::size_t, 2> zeros{}; ///< at even places, and at odd ones
    std::vector<unsigned> upper{};      ///< halves of numbers, as many as tell
    std::vector<unsigned> lower{};
};

/// Between 1e-9 and 1e12 in size, which is what people measure.
bool is_plausible(std::uint64_t bits, unsigned size)
{
    const auto exponent = static_cast<int>(size == 4 ? (bits >> 23U) & 0xffU : (bits >> 52U) & 0x7ffU);
    const int power = exponent - (size == 4 ? 127 : 1023);
    return power >= -30 && power <= 40;
}

void add(BitLook& look, std::uint64_t bits, unsigned size)
{
    constexpr std::size_t telling = 1000;
    const unsigned half = 4 * size;
    const bool is_zero = (bits << 1U) << (64 - 8 * size) == 0; // also -0
    look.plausible = look.plausible && (is_zero || is_plausible(bits, size));
    look.zeros[look.count % 2] += is_zero ? 1 : 0;
    if (look.upper.size() < telling && !is_zero) {
        look.upper.push_back(static_cast<unsigned>(bits >> half));
        look.lower.push_back(static_cast<unsigned>(bits & ((std::uint64_t{1} << half) - 1)));
    }
    ++look.count;
}

BitLook look_at(const Column& frames, unsigned size, std::endian order)
{
    BitLook look;
    for (const auto frame : frames) {
        for (std::size_t at = 0; at + size <= frame.size() && look.count < most_numbers; at += size)
            add(look, codec::unsigned_of(frame.substr(at, size), order), size);
        look.plausible = look.plausible && frame.size() % size == 0;
    }
    return look;
}

/// Halves of numbers in floating point are not alike: the lower ones are anything, or nothing. Those of two
/// smaller numbers are.
bool halves_differ(const BitLook& look)
{
    if (look.upper.empty())
        return false;
    const auto [least, greatest] = std::minmax_element(look.upper.begin(), look.upper.end());
    const auto alike =
        std::count_if(look.lower.begin(), look.lower.end(), [low = *least, high = *greatest](unsigned half) {
            return half >= low && half <= high;
        });
    return 10 * static_cast<std::size_t>(alike) < 9 * look.lower.size();
}

/// As in round numbers of twice the size, which are a usual one beside a 0.
bool alternates(const BitLook& look)
{
    const auto half = look.count / 2;
    return look.zeros[0] >= half || look.zeros[1] >= half;
}

/// What is always the same tells nothing.
bool varies(const BitLook& look)
{
    constexpr std::size_t enough = 3; // different numbers
    std::set<std::pair<unsigned, unsigned>> different;
    for (std::size_t i = 0; i < look.upper.size() && different.size() < enough; ++i)
        different.emplace(look.upper[i], look.lower[i]);
    return different.size() >= enough;
}

bool are_floats(const BitLook& look)
{
    return look.plausible && look.count >= fewest_numbers && !alternates(look) &&
           2 * (look.zeros[0] + look.zeros[1]) <= look.count && varies(look) && halves_differ(look);
}

using Bits = std::vector<std::uint64_t>;

constexpr double day_seconds = 86'400;

/// The number at the same place of each frame, if each has one.
Bits numbers_at(const Column& frames, std::size_t place, std::endian order)
{
    Bits numbers;
    for (const auto frame : frames)
        numbers.push_back(codec::unsigned_of(frame.substr(place, 8), order));
    return numbers;
}

/// A time of today in seconds: its halves change so slowly that they may be usual numbers for minutes.
bool is_clock(const Bits& numbers, double now)
{
    return std::all_of(numbers.begin(), numbers.end(), [now](auto bits) {
        return std::abs(std::bit_cast<double>(bits) - now) < day_seconds;
    });
}

/// As times of a recording: from 2000 to 2100, of less than a day, and none goes back.
bool may_be_clock(const Bits& numbers)
{
    const auto first = std::bit_cast<double>(numbers.front());
    const auto last = std::bit_cast<double>(numbers.back());
    return points::is_plausible_time(first) && points::is_plausible_time(last) &&
           last - first < day_seconds && std::is_sorted(numbers.begin(), numbers.end());
}

/// Of numbers of 8 bytes, three lower halves of four are no usual number of 4 bytes.
bool are_two_floats(const Bits& numbers)
{
    return std::all_of(numbers.begin(), numbers.end(), [](auto bits) {
        const auto lower = bits & 0xffff'ffffU;
        return lower << 33U != 0 && is_plausible(lower, 4) && is_plausible(bits >> 32U, 4);
    });
}

/// As a time or a counter and a float: the lower halves are about the same, the upper ones are not.
bool are_integer_and_float(const Bits& numbers, std::size_t enough)
{
    constexpr std::uint64_t narrow = 10'000;
    std::set<std::uint64_t> upper;
    std::uint64_t least = ~std::uint64_t{0};
    std::uint64_t greatest = 0;
    for (const auto bits : numbers) {
        upper.insert(bits >> 32U);
        least = std::min(least, bits & 0xffff'ffffU);
        greatest = std::max(greatest, bits & 0xffff'ffffU);
    }
    return greatest > 0 && greatest - least < narrow && upper.size() >= enough;
}

/// What the places of numbers of 8 bytes have.
struct Places {
    bool clock = false; ///< any may be one
    bool pair = false;  ///< any has two numbers of 4 bytes instead, as struct:dff and struct:If have
};

Places look_at_places(const Column& frames, std::endian order)
{
    using std::chrono::system_clock;
    const double now = std::chrono::duration<double>(system_clock::now().time_since_epoch()).count();
    constexpr std::size_t bytes_of_a_number = 8;
    std::size_t count = most_numbers / (frames.size() + 1);
    for (const auto frame : frames)
        count = std::min(count, frame.size() / bytes_of_a_number);
    const auto enough = 4 + static_cast<std::size_t>(std::bit_width(count)) / 2; // not of chance
    Places places;
    for (std::size_t i = 0; i < count; ++i) {
        const auto numbers = numbers_at(frames, i * bytes_of_a_number, order);
        const bool moves = std::set(numbers.begin(), numbers.end()).size() >= enough;
        const bool clock = is_clock(numbers, now);
        places.clock = places.clock || clock || (moves && may_be_clock(numbers));
        places.pair = places.pair || (moves && !clock &&
                                      (are_two_floats(numbers) || are_integer_and_float(numbers, enough)));
    }
    return places;
}

bool fits(const Column& frames, unsigned size, std::endian order)
{
    if (!are_floats(look_at(frames, size, order)))
        return false;
    const auto places = look_at_places(frames, order);
    return size == 4 ? !places.clock : !places.pair;
}

/// In one order of bytes, but not in the other as well.
std::optional<std::string> order_of(const Column& frames, unsigned size)
{
    const bool little = fits(frames, size, std::endian::little);
    const bool big = fits(frames, size, std::endian::big);
    if (little == big)
        return std::nullopt;
    return "f" + std::to_string(8 * size) + (little ? "le" : "be");
}

} // namespace

/// Those of 4 bytes first: two of them may look like one of 8, but the other way round hardly.
std::optional<Encoding> as_floats(const Column& frames)
{
    auto name = order_of(frames, 4);
    if (!name)
        name = order_of(frames, 8);
    if (!name)
        return std::nullopt;
    return Encoding{*name, "all of its numbers are of usual sizes, as no others would be", Surety::certain,
                    *name};
}

} // namespace zws::peek
