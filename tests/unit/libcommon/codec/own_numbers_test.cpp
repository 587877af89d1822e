// SPDX-License-Identifier: MIT
#include "libcommon/codec/own_numbers.hpp"

#include "tests/unit/catch.hpp"

#include <set>
#include <vector>

using zws::OwnNumbers;
using zws::parse_sequence_spec;
using zws::Position;
using Frames = std::vector<std::string>;

namespace {

OwnNumbers numbers_at(std::string_view number, std::string_view epoch = "")
{
    if (epoch.empty())
        return OwnNumbers({parse_sequence_spec(number), {}});
    return OwnNumbers({parse_sequence_spec(number), parse_sequence_spec(epoch)});
}

std::optional<Position> place(OwnNumbers& numbers, const Frames& frames)
{
    for (std::size_t i = 0; i < frames.size(); ++i)
        numbers.see(i, frames[i]);
    return numbers.position(frames.size() > 1 ? frames.front() : "");
}

} // namespace

TEST_CASE("a publisher's number is that of the position, wherever it is")
{
    auto in_json = numbers_at("json:/seq");
    CHECK(place(in_json, {"t", "{\"seq\":7}", "more"})->sequence == 7);
    CHECK(place(in_json, {"{\"seq\":8}"})->sequence == 8);
    auto in_frame = numbers_at("1:u8");
    CHECK(place(in_frame, {"t", "\5", "payload"})->sequence == 5);
    auto in_last = numbers_at("last:u8");
    CHECK(place(in_last, {"t", "1", "\6"})->sequence == 6);
    CHECK(place(in_last, {"t", "1", "2", "\7"})->sequence == 7);
}

TEST_CASE("the epoch is that of topic and start, for all who read")
{
    const auto of = [](const Frames& frames) {
        auto numbers = numbers_at("json:/n", "json:/start");
        return place(numbers, frames)->epoch;
    };
    const auto epoch = of({"t", R"({"n":1,"start":"a"})"});
    CHECK(epoch == of({"t", R"({"start": "a", "n": 900, "x": 1})"}));
    const std::set<std::uint64_t> others{
        of({"u", R"({"n":1,"start":"a"})"}), of({"t", R"({"n":1,"start":"b"})"}),
        of({"t", R"({"n":1,"start":5})"}), of({"t", R"({"n":1,"start":"5"})"})};
    CHECK(others.size() == 4);
    CHECK_FALSE(others.contains(epoch));
}

TEST_CASE("messages without a number have no position")
{
    auto numbers = numbers_at("2:u8", "json:/start");
    CHECK(place(numbers, {"t", "{\"start\":1}", "\1"}));
    CHECK_FALSE(place(numbers, {"t", "{\"start\":1}"}));
    CHECK_FALSE(place(numbers, {"t", "{}", "\2"}));
    CHECK_FALSE(place(numbers, {"t", "{\"start\":1}", "22"}));
}

TEST_CASE("numbers that go back are left, unless it is another start")
{
    auto numbers = numbers_at("1:u8", "0:u8");
    CHECK(place(numbers, {"\1", "\7"}));
    CHECK(place(numbers, {"\1", "\7"})); // it came twice
    CHECK_FALSE(place(numbers, {"\1", "\6"}));
    CHECK_FALSE(place(numbers, {"\1", "\x8"}));
    auto starts = numbers_at("2:u8", "1:u8");
    CHECK(place(starts, {"t", "a", "\7"}));
    CHECK(place(starts, {"t", "b", "\1"}));
    CHECK(place(starts, {"t", "b", "\2"}));
    CHECK_FALSE(place(starts, {"t", "b", "\1"}));
    CHECK(place(starts, {"u", "b", "\1"})); // other topics stay
}
