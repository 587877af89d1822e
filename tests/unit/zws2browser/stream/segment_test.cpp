// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/segment.hpp"

#include "tests/unit/catch.hpp"

#include <string>
#include <string_view>
#include <thread>

using namespace zws::browser;

TEST_CASE("a segment shows what was published, not what was appended")
{
    LogMemory memory;
    Segment segment({}, 1000, memory);
    segment.append(frame::Opcode::text, "ab");
    CHECK(segment.published() == Segment::Extent{0, 0});
    segment.append(frame::Opcode::binary, "");
    segment.publish();
    CHECK(segment.published() == Segment::Extent{6, 2});
    CHECK(std::string_view(segment.data(), 6) == std::string_view("\x81\x02"
                                                                  "ab\x82\x00",
                                                                  6));
}

TEST_CASE("a segment takes what fits, frames and table, to the last byte")
{
    const auto size = Segment::capacity_for(100);
    LogMemory memory;
    CHECK(Segment({}, size, memory).fits(100));
    CHECK_FALSE(Segment({}, size - 4, memory).fits(100));

    Segment segment({}, 3 * size, memory);
    int frames = 0;
    for (; segment.fits(100); ++frames)
        segment.append(frame::Opcode::text, std::string(100, static_cast<char>('a' + frames)));
    segment.publish();
    CHECK(frames == 3);
    for (std::uint32_t i = 0; i < 3; ++i) {
        CHECK(segment.frame_end(i) == (i + 1) * 102);
        CHECK(segment.data()[segment.frame_end(i) - 1] == static_cast<char>('a' + i));
    }
}

TEST_CASE("a segment tells how many whole frames lie before an offset")
{
    LogMemory memory;
    Segment segment({}, 1000, memory);
    for (const auto* payload : {"", "a", "bb"}) // ends at 2, 5 and 9
        segment.append(frame::Opcode::text, payload);
    const std::uint32_t expected[] = {0, 0, 1, 1, 1, 2, 2, 2, 2, 3};
    for (std::uint32_t offset = 0; offset <= 9; ++offset)
        CHECK(segment.frames_before(offset, 3) == expected[offset]);
}

TEST_CASE("a chain counts frames and bytes through")
{
    LogMemory memory;
    Segment first({}, 100, memory);
    first.append(frame::Opcode::text, "abc");
    CHECK(first.next() == nullptr);
    const auto second = first.chain(200);
    CHECK(first.published() == Segment::Extent{5, 1});
    CHECK(first.next() == second);
    CHECK(second->start().number == 1);
    CHECK(second->start().position == 5);
    CHECK(second->capacity() == 200);
}

TEST_CASE("another thread sees whole frames only, while the segment grows")
{
    LogMemory memory;
    const auto first = std::make_shared<Segment>(Segment::Start{}, 4096, memory);
    constexpr std::uint64_t total = 20'000;
    std::jthread writer([segment = first]() mutable {
        for (std::uint64_t i = 0; i < total; ++i) {
            const auto text = std::to_string(i);
            if (!segment->fits(text.size()))
                segment = segment->chain(4096);
            segment->append(frame::Opcode::text, text);
            if (i % 3 == 0)
                segment->publish();
        }
        segment->publish();
    });
    std::uint64_t expected = 0;
    std::uint64_t before = 0; // frames of the segments that came first
    for (auto segment = first; expected < total;) {
        const auto next = segment->next();
        const auto extent = segment->published();
        const auto seen = expected - before;
        for (auto i = static_cast<std::uint32_t>(seen); i < extent.frames; ++i) {
            const auto begin = i == 0 ? 0 : segment->frame_end(i - 1);
            const std::string_view frame(segment->data() + begin, segment->frame_end(i) - begin);
            REQUIRE(frame.substr(2) == std::to_string(expected++));
        }
        if (next) {
            before += extent.frames;
            segment = next;
        }
    }
    CHECK(expected == total);
}
