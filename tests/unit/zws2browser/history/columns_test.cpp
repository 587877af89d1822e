// SPDX-License-Identifier: MIT
#include "tests/unit/zws2browser/history/naive.hpp"
#include "tools/zws2browser/history/columns.hpp"

namespace zws::browser::history {

namespace {

/// Points in chunks of some size, and the last in none.
SeriesView view_of(const std::vector<Point>& arrived, std::size_t chunk_size)
{
    SeriesView view{"x", {}, {}};
    std::size_t at = 0;
    for (; at + chunk_size <= arrived.size(); at += chunk_size) {
        const auto begin = arrived.begin() + static_cast<std::ptrdiff_t>(at);
        ChunkHead about{};
        about.first_number = at;
        view.chunks.push_back(
            Chunk::sealed(about, test::in_order({begin, begin + static_cast<std::ptrdiff_t>(chunk_size)})));
    }
    view.open = test::in_order({arrived.begin() + static_cast<std::ptrdiff_t>(at), arrived.end()});
    return view;
}

std::vector<Point> every_second(std::size_t count)
{
    std::vector<Point> points;
    for (std::size_t i = 0; i < count; ++i)
        points.push_back({1000 + static_cast<double>(i), static_cast<double>(i * 7 % 10)});
    return points;
}

std::uint64_t counted(const SeriesAnswer& answer)
{
    std::uint64_t count = 0;
    for (const auto& column : answer.columns)
        count += column.sum.count;
    return count;
}

} // namespace

TEST_CASE("every window of random points is what a scan of them gives")
{
    for (unsigned seed = 1; seed <= 6; ++seed) {
        test::RandomPoints random(seed);
        const auto points = random.take(seed % 2 == 0 ? 30'000 : 3'000);
        const auto view = view_of(points, seed % 2 == 0 ? 1000 : 23);
        for (int i = 0; i < 60; ++i) {
            const auto window = random.window(points);
            test::check_answer(answer(view, window), points, window);
        }
    }
}

TEST_CASE("a window has its start and not its end, and no column loses a point")
{
    const auto points = every_second(2000);
    const auto view = view_of(points, 500);
    for (const std::uint32_t columns : {1U, 3U, 7U, 100U, 1999U}) {
        const Window window{1000, 2999, columns};
        const auto all = answer(view, window);
        test::check_answer(all, points, window);
        CHECK((all.raw || counted(all) == 1999));
    }
}

TEST_CASE("few points come as they are, with their neighbours")
{
    const auto view = view_of(every_second(10), 3);
    const auto near = answer(view, {1003.5, 1005.5, 2});
    REQUIRE(near.raw);
    REQUIRE(near.points.size() == 4);
    CHECK(near.points.front().time == 1003);
    CHECK(near.points.back().time == 1006);
    CHECK(answer(view, {0, 10, 5}).points.size() == 1);
    CHECK(answer(view, {5000, 5001, 5}).points.size() == 1);
    CHECK(answer(SeriesView{"x", {}, {}}, {0, 1, 1}).points.empty());
}

TEST_CASE("where points are gone a block counts into the column of its middle, where blocks are gone a chunk")
{
    const auto points = every_second(4 * points_of_block);
    auto chunk = Chunk::sealed({}, points);
    SeriesView view{"x", {}, {}};
    view.chunks.push_back(chunk);
    const double length = points_of_block;
    const Window window{1000, 1000 + 4 * length, 8};
    chunk->drop_points();
    const auto blocks = answer(view, window);
    REQUIRE_FALSE(blocks.raw);
    REQUIRE(blocks.columns.size() == 4);
    CHECK(blocks.columns[1].index == 2);
    CHECK(blocks.columns[1].sum.count == points_of_block);
    CHECK(blocks.columns[1].sum.greatest == 9);
    CHECK_FALSE(answer(view, {1000, 1200, 1000}).raw);
    chunk->drop_blocks();
    const auto coarse = answer(view, window);
    REQUIRE(coarse.columns.size() == 1);
    CHECK(coarse.columns[0].index == 3);
    CHECK(counted(coarse) == points.size());
}

TEST_CASE("neighbours are known where points are gone")
{
    auto chunk = Chunk::sealed({}, every_second(5));
    SeriesView view{"x", {}, {}};
    view.chunks.push_back(chunk);
    chunk->drop_blocks();
    const auto after = answer(view, {2000, 2001, 10});
    REQUIRE(after.points.size() == 1);
    CHECK(test::same(after.points[0], {1004, 8}));
    const auto before = answer(view, {0, 1, 10});
    REQUIRE(before.points.size() == 1);
    CHECK(test::same(before.points[0], {1000, 0}));
}

TEST_CASE("a column of nothing but gaps has no values")
{
    SeriesView view{"x", {}, {{1, gap}, {2, gap}, {3, 4}}};
    const auto all = answer(view, {0, 4, 2});
    REQUIRE(all.columns.size() == 2);
    CHECK(all.columns[0].sum.values == 0);
    CHECK(all.columns[0].sum.has_gap());
    CHECK(all.columns[1].sum.has_gap());
    CHECK(all.columns[1].sum.first == 4);
}

} // namespace zws::browser::history
