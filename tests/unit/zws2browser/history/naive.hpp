// SPDX-License-Identifier: MIT
#pragma once

#include "tests/unit/catch.hpp"
#include "tools/zws2browser/history/columns.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

/// What history/ answers, the slow way: from a list of all points.
namespace zws::test {

using browser::history::Point;

inline std::uint64_t bits(double number)
{
    return std::bit_cast<std::uint64_t>(number);
}

inline bool same(Point a, Point b)
{
    return bits(a.time) == bits(b.time) && bits(a.value) == bits(b.value);
}

inline std::vector<Point> in_order(std::vector<Point> points)
{
    std::stable_sort(points.begin(), points.end(), [](Point a, Point b) { return a.time < b.time; });
    return points;
}

/// A point each second from `begin` on.
inline std::vector<Point> steps(std::size_t count, double begin = 1e9)
{
    std::vector<Point> points;
    for (std::size_t i = 0; i < count; ++i)
        points.push_back({begin + static_cast<double>(i), std::sin(static_cast<double>(i))});
    return points;
}

/// Checks an answer against all points of the series, in the order in which they arrived.
inline void check_answer(const browser::history::SeriesAnswer& answer, const std::vector<Point>& arrived,
                         const browser::history::Window& window)
{
    const auto points = in_order(arrived);
    const auto before = [](Point point, double time) { return point.time < time; };
    const auto place = [&](double time) {
        return std::lower_bound(points.begin(), points.end(), time, before) - points.begin();
    };
    const auto first = place(window.from);
    const auto end = place(window.to);
    REQUIRE(answer.raw == (end - first <= static_cast<std::ptrdiff_t>(window.columns)));
    if (answer.raw) {
        const auto from = std::max<std::ptrdiff_t>(first - 1, 0);
        const auto to = std::min<std::ptrdiff_t>(end + 1, static_cast<std::ptrdiff_t>(points.size()));
        REQUIRE(std::equal(points.begin() + from, points.begin() + to, answer.points.begin(),
                           answer.points.end(), same));
        return;
    }
    auto column = answer.columns.begin();
    for (std::uint32_t k = 0; k < window.columns; ++k) {
        browser::history::Summary sum;
        for (auto i = place(window.edge(k)); i < place(window.edge(k + 1)); ++i)
            sum.add(points[static_cast<std::size_t>(i)]);
        if (sum.count == 0)
            continue;
        REQUIRE(column != answer.columns.end());
        REQUIRE(column->index == k);
        REQUIRE(column->sum.count == sum.count);
        REQUIRE(column->sum.values == sum.values);
        REQUIRE(column->sum.least == sum.least);
        REQUIRE(column->sum.greatest == sum.greatest);
        REQUIRE(bits(column->sum.first) == bits(sum.first));
        REQUIRE(bits(column->sum.last) == bits(sum.last));
        ++column;
    }
    REQUIRE(column == answer.columns.end());
}

/// Points as streams have them: mostly one after the other, some late, some at the same time, some gaps, and
/// clocks that are set.
class RandomPoints {
public:
    explicit RandomPoints(unsigned seed) : random_(seed) {}

    std::vector<Point> take(std::size_t count)
    {
        std::vector<Point> points;
        while (points.size() < count)
            points.push_back(next());
        return points;
    }

    Point next()
    {
        const auto kind = number(0, 1999);
        if (kind == 0)
            now_ += static_cast<double>(number(-40'000, 20'000)) / 10;
        else if (kind > 200)
            now_ += static_cast<double>(number(0, 2000)) / 1000;
        const double late = kind % 50 == 1 ? static_cast<double>(number(0, 100)) : 0;
        level_ += static_cast<double>(number(-10, 10)) / 7;
        const double value = kind % 100 == 2 ? browser::history::gap : kind % 100 == 3 ? -0.0 : level_;
        return {now_ - late, value};
    }

    /// Of those points, or around them.
    browser::history::Window window(const std::vector<Point>& points)
    {
        const auto some = [&] {
            return points[static_cast<std::size_t>(number(0, static_cast<int>(points.size()) - 1))].time;
        };
        double from = some();
        double to = some() + static_cast<double>(number(0, 2)) - 1;
        if (number(0, 3) == 0)
            to = from + static_cast<double>(number(1, 100'000)) / 1000;
        if (from > to)
            std::swap(from, to);
        return {from, from == to ? to + 1 : to, static_cast<std::uint32_t>(number(1, 300))};
    }

    int number(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }

private:
    std::mt19937 random_;
    double now_ = 1.7e9;
    double level_ = 0;
};

} // namespace zws::test
