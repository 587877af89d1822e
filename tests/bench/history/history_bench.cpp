// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/columns.hpp"
#include "tools/zws2browser/history/folder.hpp"
#include "tools/zws2browser/history/number_run.hpp"
#include "tools/zws2browser/history/store.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <iostream>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace zws::browser::history;

constexpr std::size_t series_count = 10;
constexpr double first_time = 1.7e9;
constexpr double rate = 10'000;

double cpu_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// The article's sine at 10 kHz, as zsine's clock has it: each sample up to 20 us late.
class Sine {
public:
    Point next()
    {
        const double time =
            first_time + static_cast<double>(at_++) / rate + static_cast<double>(random_() % 20'000) / 1e9;
        return {time, 2.5 * (1 + std::sin(time / 500))};
    }

private:
    std::minstd_rand random_;
    std::uint64_t at_ = 0;
};

std::string name(std::size_t series)
{
    return "sine " + std::to_string(series);
}

/// Appends `count` points in all, and returns those of the first series; `save` is called now and then.
std::vector<Point> fill(Store& store, std::size_t count, const std::function<void()>& save)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < series_count; ++i)
        names.push_back(name(i));
    Sine sine;
    std::vector<Point> points;
    points.reserve(count / series_count);
    double appending = 0;
    double saving = 0;
    while (points.size() < count / series_count) {
        std::vector<Point> some;
        for (int i = 0; i < 1000 && points.size() + some.size() < count / series_count; ++i)
            some.push_back(sine.next());
        const double begin = cpu_seconds();
        for (const auto point : some) {
            for (const auto& series : names)
                store.append(series, point.time, point.value);
        }
        appending += cpu_seconds() - begin;
        points.insert(points.end(), some.begin(), some.end());
        if (points.size() % 100'000 == 0) {
            const double saving_since = cpu_seconds();
            save();
            saving += cpu_seconds() - saving_since;
        }
    }
    std::cout << "save: " << saving / static_cast<double>(count) * 1e9 << " ns a point\n";
    std::cout << "append, encoding with it: " << appending / static_cast<double>(count) * 1e9
              << " ns a point\n";
    return points;
}

class Windows {
public:
    explicit Windows(double length) : length_(length) {}

    Window next(std::uint32_t columns)
    {
        const double size = length_ * std::pow(10, -std::uniform_real_distribution<double>(0, 6)(random_));
        const double from =
            first_time + std::uniform_real_distribution<double>(0, std::max(length_ - size, 1e-9))(random_);
        return {from, from + size, columns};
    }

private:
    std::mt19937 random_{1};
    double length_;
};

/// Compares with a scan of all points; ends the program where a column differs.
void check(const Store& store, const std::vector<Point>& points, const Window& window)
{
    const auto got = answer(*store.view(name(0)), window);
    std::vector<Summary> sums(window.columns);
    std::size_t count = 0;
    std::uint32_t column = 0;
    for (const auto point : points) { // in order of time
        if (!window.contains(point.time))
            continue;
        while (point.time >= window.edge(column + 1))
            ++column;
        sums[column].add(point);
        ++count;
    }
    bool equal = got.raw == (count <= window.columns);
    for (const auto& filled : got.columns) {
        const auto& sum = sums[filled.index];
        equal = equal && sum.count == filled.sum.count && sum.least == filled.sum.least &&
                sum.greatest == filled.sum.greatest && sum.first == filled.sum.first &&
                sum.last == filled.sum.last;
        count -= filled.sum.count;
    }
    if (got.raw)
        count -= static_cast<std::size_t>(
            std::ranges::count_if(got.points, [&](Point point) { return window.contains(point.time); }));
    if (equal && count == 0)
        return;
    std::cout << "differs: from " << window.from << " to " << window.to << '\n';
    std::exit(1);
}

void time_queries(const Store& store, double length)
{
    Windows windows(length);
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        const auto window = windows.next(1200);
        const double begin = cpu_seconds();
        for (std::size_t series = 0; series < series_count; ++series)
            answer(*store.view(name(series)), window);
        times.push_back((cpu_seconds() - begin) * 1e3);
    }
    std::ranges::sort(times);
    std::cout << "1,200 columns x 10 series, any window: p50 " << times[100] << " ms, p99 " << times[198]
              << " ms, most " << times[199] << " ms of CPU\n";
}

void time_runs()
{
    Sine sine;
    std::vector<double> times;
    std::vector<double> values;
    while (times.size() < longest_run) {
        const auto point = sine.next();
        times.push_back(point.time);
        values.push_back(point.value);
    }
    constexpr int rounds = 20'000;
    std::string bytes;
    double begin = cpu_seconds();
    for (int i = 0; i < rounds; ++i) {
        bytes.clear();
        append_run(bytes, times);
        append_run(bytes, values);
    }
    std::cout << "encode: " << (cpu_seconds() - begin) / rounds / longest_run * 1e9 << " ns a point\n";
    BlockPoints columns;
    begin = cpu_seconds();
    for (int i = 0; i < rounds; ++i)
        columns.values.read(std::string_view(bytes).substr(*columns.times.read(bytes, longest_run)),
                            longest_run);
    std::cout << "decode: " << (cpu_seconds() - begin) / rounds / longest_run * 1e9 << " ns a point\n";
}

/// What a store is filled with, and where it is kept.
struct Case {
    std::size_t points = 100'000'000; ///< in all series
    std::string folder;               ///< empty: in memory
};

Case parse(int argc, char** argv)
{
    Case one;
    if (argc > 1)
        one.points = static_cast<std::size_t>(std::atof(argv[1]));
    if (argc > 2)
        one.folder = argv[2];
    if (argc > 3 || one.points < 10'000) {
        std::cerr
            << "usage: history-bench [POINTS [FOLDER]]\n"
               "POINTS: at least 1e4, 1e8 by default; FOLDER: kept there, which is filled; else in memory\n";
        std::exit(2);
    }
    return one;
}

void measure(const Store& store, const std::vector<Point>& points, const char* where)
{
    const double length = static_cast<double>(points.size()) / rate;
    std::cout << where << '\n';
    time_queries(store, length);
    Windows windows(length);
    for (int i = 0; i < 200; ++i)
        check(store, points, windows.next(1000));
    std::cout << "200 random windows: equal to a scan of all points\n";
}

void in_memory(const Case& one)
{
    Store store({std::size_t{1} << 40U, 100});
    const auto points = fill(store, one.points, [] {});
    std::cout << "memory: " << static_cast<double>(store.figures().memory) / static_cast<double>(one.points)
              << " bytes a point\n";
    measure(store, points, "in memory:");
}

void in_folder(const Case& one)
{
    const FolderBounds plenty{std::uint64_t{1} << 46U};
    const Bounds bounds{std::size_t{256} << 20U, 100};
    std::vector<Point> points;
    {
        Store store(bounds, true);
        Folder folder(one.folder, plenty);
        folder.load(store);
        points = fill(store, one.points, [&] { folder.save(store, 1); });
        folder.save(store, 1);
        std::cout << "lost: " << store.figures().dropped.unsaved_points << " points\n"
                  << "disk: " << static_cast<double>(folder.size()) / static_cast<double>(one.points)
                  << " bytes a point, with what is in the journal\n";
        measure(store, points, "in files:");
    }
    const double begin = cpu_seconds();
    Store store(bounds, true);
    Folder folder(one.folder, plenty);
    folder.load(store);
    std::cout << "start: " << (cpu_seconds() - begin) * 1e3 << " ms of CPU, memory "
              << (store.figures().memory >> 20U) << " MiB\n";
    measure(store, points, "in files, after a start:");
}

} // namespace

int main(int argc, char** argv)
{
    const auto one = parse(argc, argv);
    time_runs();
    if (one.folder.empty())
        in_memory(one);
    else
        in_folder(one);
}
