// SPDX-License-Identifier: MIT
#include "libcommon/zmq/position.hpp"
#include "tests/unit/catch.hpp"
#include "tools/zpeek/recognising/frame_number.hpp"
#include "tools/zpeek/recognising/raw_floats.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <random>

using zws::peek::Came;
using zws::peek::Column;
using Meaning = zws::peek::FrameNumber::Meaning;

namespace {

constexpr double now = 1'796'000'000;

template <class N>
std::string bytes_of(N number, bool big = false)
{
    std::string bytes(sizeof number, '\0');
    std::memcpy(bytes.data(), &number, sizeof number);
    if (big)
        std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

/// Frames that `make` makes, of messages a tenth of a second apart.
std::optional<zws::peek::FrameNumber> number_in(std::size_t count,
                                                const std::function<std::string(std::size_t)>& make)
{
    std::vector<std::string> frames;
    std::vector<Came> came;
    for (std::size_t i = 0; i < count; ++i) {
        frames.push_back(make(i));
        came.push_back({now + 0.1 * static_cast<double>(i), -1});
    }
    return zws::peek::number_of_frames(Column(frames.begin(), frames.end()), came);
}

std::string floats_name(const std::vector<std::string>& frames)
{
    const auto found = zws::peek::as_floats(Column(frames.begin(), frames.end()));
    return found ? found->name : "";
}

/// A frame of 64 numbers.
template <class N>
std::string numbers(const std::function<N(int)>& make, bool big = false)
{
    std::string bytes;
    for (int i = 0; i < 64; ++i)
        bytes += bytes_of(make(i), big);
    return bytes;
}

} // namespace

TEST_CASE("frames that number messages")
{
    const auto little = number_in(5, [](std::size_t i) { return bytes_of(std::uint32_t(900 + i)); });
    REQUIRE(little);
    CHECK(little->element == "u32le");
    CHECK(little->meaning == Meaning::sequence);
    CHECK(little->steps.lost == 0);
    const auto big =
        number_in(5, [](std::size_t i) { return bytes_of(std::uint64_t(i < 3 ? i : i + 4), true); });
    REQUIRE(big);
    CHECK(big->element == "u64be");
    CHECK(big->steps.lost == 4);
    CHECK(big->steps.gaps == 1);
    const auto over = number_in(4, [](std::size_t i) { return bytes_of(std::uint32_t(0xfffffffe + i)); });
    REQUIRE(over);
    CHECK(over->steps.lost == 0);
}

TEST_CASE("positions are known by what they say, wherever they go on")
{
    const auto position = [](std::size_t i) {
        const auto frame = zws::frame_of({7, i < 3 ? i : i + 4'000'000});
        return std::string(frame.begin(), frame.end());
    };
    const auto found = number_in(4, position);
    REQUIRE(found);
    CHECK(found->is_position());
    CHECK(found->steps.lost == 4'000'000);
    CHECK_FALSE(number_in(4, [](std::size_t) { return std::string(24, 'x'); }));
}

TEST_CASE("numbers of which others are between are of several topics")
{
    const auto shared = number_in(8, [](std::size_t i) { return bytes_of(std::uint64_t(3 * i), true); });
    REQUIRE(shared);
    CHECK(shared->shared);
    const auto place = [](std::size_t i) { return bytes_of(46.5F + 1e-4F * static_cast<float>(i)); };
    CHECK_FALSE(number_in(20, place)); // that moves
    CHECK_FALSE(number_in(20, [&](std::size_t i) { return place(i) + bytes_of(7.5F); }));
}

TEST_CASE("frames that are times")
{
    const auto at = [](std::size_t i, double unit) { return (now + 0.1 * static_cast<double>(i)) * unit; };
    for (const auto& [unit, in_second] : {std::pair{"ms", 1e3}, {"us", 1e6}, {"ns", 1e9}}) {
        const auto found = number_in(1, [&, per = in_second](std::size_t i) {
            return bytes_of(static_cast<std::uint64_t>(at(i, per)), true);
        });
        REQUIRE(found);
        CHECK(found->meaning == Meaning::time);
        CHECK(found->element == "u64be");
        CHECK(found->unit == unit);
    }
    const auto floating = number_in(2, [&](std::size_t i) { return bytes_of(at(i, 1)); });
    REQUIRE(floating);
    CHECK(floating->element == "f64le");
    const auto seconds = number_in(2, [&](std::size_t i) { return bytes_of(std::uint32_t(at(i, 1))); });
    REQUIRE(seconds);
    CHECK(seconds->unit == "s");
}

TEST_CASE("frames that are neither are not taken for it")
{
    std::mt19937_64 random(7);
    CHECK_FALSE(number_in(50, [&](std::size_t) { return bytes_of(random()); }));
    CHECK_FALSE(number_in(50, [&](std::size_t) { return bytes_of(std::uint16_t(random())); }));
    CHECK_FALSE(number_in(50, [](std::size_t) { return bytes_of(std::uint32_t(7)); }));
    CHECK_FALSE(number_in(2, [](std::size_t i) { return bytes_of(std::uint32_t(i)); }));
    CHECK_FALSE(number_in(5, [](std::size_t i) { return std::string(i + 1, 'x'); }));
    CHECK_FALSE(number_in(0, [](std::size_t) { return ""; }));
}

TEST_CASE("raw numbers in floating point")
{
    const auto wave = [](int i) { return std::sin(i / 3.0) * 5; };
    CHECK(floats_name({numbers<float>([&](int i) { return static_cast<float>(wave(i)); })}) == "f32le");
    CHECK(floats_name({numbers<float>([&](int i) { return static_cast<float>(wave(i)); }, true)}) == "f32be");
    CHECK(floats_name({numbers<double>(wave)}) == "f64le");
    CHECK(floats_name({numbers<double>(wave, true)}) == "f64be");
    CHECK(floats_name({numbers<double>([](int i) { return 1.0 + i; })}) == "f64le"); // half of it is zeros
    CHECK(floats_name({numbers<float>([](int i) { return 0.5F * static_cast<float>(i); })}) == "f32le");
}

TEST_CASE("two floats of 4 bytes are not taken for one of 8 that is beside them")
{
    const auto at = [](int i) { return now + 0.1 * i; };
    const auto frames = [&](bool big, bool still) {
        std::vector<std::string> all;
        for (int i = 0; i < 20; ++i) {
            const auto value = static_cast<float>(20 + std::sin(i / 7.0));
            all.push_back(bytes_of(at(i), big) + bytes_of(value, big) +
                          bytes_of(still ? 40.F : 2 * value, big));
        }
        return all;
    };
    for (const bool big : {false, true}) {
        CHECK(floats_name(frames(big, false)).empty());
        CHECK(floats_name(frames(big, true)).empty());
    }
}

TEST_CASE("an integer and a float are not taken for a number of 8 bytes")
{
    const auto frames = [](std::uint32_t first, std::uint32_t step) {
        std::vector<std::string> all;
        for (std::uint32_t i = 0; i < 20; ++i)
            all.push_back(bytes_of(first + step * i) + bytes_of(static_cast<float>(20 + std::sin(i / 7.0))));
        return all;
    };
    CHECK(floats_name(frames(1'796'000'000, 0)).empty());
    CHECK(floats_name(frames(0, 1)).empty());
}

TEST_CASE("a time of now is one number of 8 bytes, though its halves are usual numbers, too")
{
    const double today =
        std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    const double at = std::floor(today / 1024) * 1024 + 260; // 0x41000000 and more are its lower halves
    std::vector<std::string> frames;
    for (int i = 0; i < 20; ++i)
        frames.push_back(bytes_of(at + i / 20.0) + bytes_of(21.5 + i % 3));
    CHECK(floats_name(frames) == "f64le");
}

TEST_CASE("other raw numbers are not taken for floats")
{
    std::mt19937 random(7);
    const auto noise = [&](int) { return static_cast<std::uint32_t>(random()); };
    CHECK(floats_name({numbers<std::uint32_t>(noise)}).empty());
    CHECK(floats_name({numbers<std::uint16_t>([&](int) {
              return std::uint16_t(16'400 + random() % 300);
          })}).empty());
    CHECK(floats_name({numbers<std::int16_t>([](int i) {
              return std::int16_t(2000 * std::sin(i / 3.0));
          })}).empty());
    CHECK(floats_name({numbers<std::uint32_t>([](int i) { return std::uint32_t(i * 100); })}).empty());
    CHECK(floats_name({numbers<std::uint8_t>([&](int) { return std::uint8_t(random()); })}).empty());
    CHECK(floats_name({std::string(256, '\0')}).empty());
    CHECK(floats_name({bytes_of(1.5F), bytes_of(2.5F)}).empty());
}
