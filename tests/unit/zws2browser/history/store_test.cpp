// SPDX-License-Identifier: MIT
#include "tests/unit/zws2browser/history/naive.hpp"
#include "tools/zws2browser/history/store.hpp"

#include <atomic>
#include <string>
#include <thread>

namespace zws::browser::history {

namespace {

void append(Store& store, const std::string& series, const std::vector<Point>& points)
{
    for (const auto point : points)
        REQUIRE(store.append(series, point.time, point.value));
}

SeriesAnswer ask(const Store& store, const std::string& series, const Window& window)
{
    const auto view = store.view(series);
    REQUIRE(view);
    return answer(*view, window);
}

} // namespace

TEST_CASE("a store answers as a scan of all points does")
{
    test::RandomPoints random(11);
    Store store({});
    std::vector<Point> points;
    for (int round = 0; round < 8; ++round) {
        const auto more = random.take(7'000);
        append(store, "x", more);
        points.insert(points.end(), more.begin(), more.end());
        for (int i = 0; i < 10; ++i) {
            const auto window = random.window(points);
            test::check_answer(ask(store, "x", window), points, window);
        }
    }
}

TEST_CASE("a store lists its series in the order in which they came")
{
    Store store({});
    append(store, "b", {{5, 1}, {3, 2}});
    append(store, "a", test::steps(20'000));
    const auto all = store.series();
    REQUIRE(all.size() == 2);
    CHECK(all[0].first_time == 3);
    CHECK(all[0].last_time == 5);
    CHECK(all[1].name == "a");
    CHECK(all[1].count == 20'000);
    CHECK(all[1].last_time == 1e9 + 19'999);
    CHECK_FALSE(store.view("c"));
}

TEST_CASE("a store takes so many series, and no time that is not one")
{
    Store store({std::size_t{1} << 20U, 2});
    CHECK(store.append("a", 1, 1));
    CHECK(store.append("b", 1, 1));
    CHECK_FALSE(store.append("c", 1, 1));
    CHECK(store.append("b", 2, 1));
    CHECK_FALSE(store.append("b", gap, 1));
    CHECK_FALSE(store.append("b", infinite, 1));
    CHECK(store.figures().refused == 3);
    CHECK(store.figures().appended == 3);
    CHECK_FALSE(Store({}).append(std::string(2000, 'x'), 1, 1));
}

TEST_CASE("a clock that is set back begins another chunk")
{
    Store store({});
    append(store, "x", test::steps(1500, 5000));
    append(store, "x", test::steps(1500, 1000));
    const auto view = store.view("x");
    CHECK(view->chunks.groups().front()->chunks.size() == 1);
    CHECK(view->open.size() == 1500);
}

TEST_CASE("a store has a bound: the distant past gets coarser before it is lost")
{
    constexpr std::size_t bound = std::size_t{1} << 19U;
    Store store({bound, 10});
    test::RandomPoints random(3);
    std::vector<Point> points;
    double most = 0;
    for (int i = 0; i < 1'000'000; ++i) {
        const double value = static_cast<double>(random.number(0, 1 << 30)) / 3;
        points.push_back({1e9 + i, value});
        store.append("x", points.back().time, value);
        if (i % 1000 == 0)
            most = std::max(most, static_cast<double>(store.figures().memory));
    }
    CHECK(most <= bound);
    const auto chunks = store.view("x")->chunks.groups();
    const auto& oldest = *chunks.front()->chunks.front();
    CHECK(oldest.points() == nullptr);
    CHECK(oldest.blocks() == nullptr);
    CHECK(chunks.back()->chunks.back()->points() != nullptr);
    CHECK(store.figures().dropped.points > 0);
    const auto info = store.series().front();
    CHECK(info.last_time == 1e9 + 999'999);
    const Window whole{1e9, 1e9 + 1'000'000, 10};
    const auto all = ask(store, "x", whole);
    double greatest = 0;
    for (const auto& column : all.columns)
        greatest = std::max(greatest, column.sum.greatest);
    double expected = 0;
    for (const auto point : points)
        expected = std::max(expected, point.time >= info.first_time ? point.value : 0);
    CHECK(greatest == expected);
    const Window recent{1e9 + 990'000, 1e9 + 1'000'000, 100};
    test::check_answer(ask(store, "x", recent), points, recent);
}

TEST_CASE("many slow series stay within the bound, and answer exactly")
{
    constexpr std::size_t bound = std::size_t{4} << 20U;
    Store store({bound, 10'000});
    for (int i = 0; i < 500; ++i) {
        for (int series = 0; series < 1000; ++series)
            store.append("series " + std::to_string(series), 1e9 + i, i * series % 17);
        REQUIRE(store.figures().memory <= bound);
    }
    std::vector<Point> points;
    points.reserve(500);
    for (int i = 0; i < 500; ++i)
        points.push_back({1e9 + i, i * 999 % 17 * 1.0});
    const Window window{1e9 + 300, 1e9 + 500, 20};
    test::check_answer(ask(store, "series 999", window), points, window);
}

TEST_CASE("what this process has appended is moved to other times")
{
    Bounds bounds;
    bounds.settling = 5;
    Store store(bounds);
    store.restore_series(7, "a");
    store.restore({7, 0, {{10, 1}, {11, 2}}});
    store.end_restore();
    append(store, "a", test::steps(2 * points_of_chunk, 1000));
    store.remap("a", 0.5, 1e6);
    store.remap("b", 2, 0);
    const auto view = store.view("a");
    CHECK(view->chunks.empty());
    CHECK(test::same(view->open[1], {11, 2}));
    CHECK(view->open[2].time == 1'000'500);
    CHECK(view->open.back().time == 1e6 + 500 + points_of_chunk - 0.5);
    CHECK(store.series().front().last_time == view->open.back().time);
    CHECK(store.take_journal_is_old());
    store.tick(10);
    store.append("a", 2e6, 1);
    CHECK(store.view("a")->chunks.summary().count == 2 * points_of_chunk + 3);
    CHECK(store.view("a")->chunks.groups().front()->chunks.size() == 3);
}

TEST_CASE("a store forgets what is too old")
{
    Store store({std::size_t{64} << 20U, 10, 100});
    store.tick(1000);
    append(store, "old", test::steps(10));
    store.tick(1020);
    append(store, "new", test::steps(10));
    store.tick(1050);
    CHECK(store.series().size() == 2);
    store.tick(1155);
    CHECK(store.series().empty());
}

TEST_CASE("a series is read while it grows")
{
    Store store({std::size_t{2} << 20U, 10});
    std::atomic<bool> done = false;
    std::thread reader([&] {
        while (!done) {
            if (const auto view = store.view("x"))
                answer(*view, {1e9, 1e9 + 150'000, 100});
            store.series();
        }
    });
    append(store, "x", test::steps(150'000));
    done = true;
    reader.join();
    CHECK(store.series().front().last_time == 1e9 + 149'999);
}

} // namespace zws::browser::history
