// SPDX-License-Identifier: MIT

// What it costs to take the points out of a payload: nanoseconds a message, the least of some rounds.

#include "libcommon/points/points.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iomanip>
#include <iostream>
#include <limits>
#include <string>

namespace {

using Clock = std::chrono::steady_clock;

class Count final : public zws::points::PointSink {
public:
    void point(std::string_view series, double, double value, double) override
    {
        ++points;
        sum += value + static_cast<double>(series.size()); // so that nothing is left out
    }

    std::uint64_t points = 0;
    double sum = 0;
};

struct Case {
    const char* name;
    std::string topic;
    std::string payload;
};

double nanoseconds(const Case& each, Count& found)
{
    constexpr int messages = 20'000;
    constexpr int rounds = 10;
    zws::points::Points points;
    double least = std::numeric_limits<double>::max();
    for (int round = 0; round < rounds; ++round) {
        const auto begin = Clock::now();
        for (int i = 0; i < messages; ++i)
            points.extract(each.payload, each.topic, 1763870400.5, found);
        const std::chrono::duration<double, std::nano> passed = Clock::now() - begin;
        least = std::min(least, passed.count() / messages);
    }
    return least;
}

std::string samples(int count)
{
    std::string out = "[";
    for (int i = 0; i < count; ++i)
        out += (i == 0 ? "" : ",") + std::to_string(i * 0.37 - 50);
    return out + ']';
}

} // namespace

int main()
{
    const Case cases[] = {
        {"the article's object", "", R"({"x": 1763870400.123456, "y": 2.7312345678901234})"},
        {"the same with a topic", "sine", R"({"x": 1763870400.123456, "y": 2.7312345678901234})"},
        {"object of ten fields", "plant/boiler",
         R"({"t":1763870400.123,"a":1.25,"b":2.5,"c":-3.75,"d":4,"e":5.125,"f":6e3,"g":7.5,"on":true,"i":9.25})"},
        {"nested object", "car",
         R"({"stamp":{"sec":1763870400},"pos":{"x":1.5,"y":2.5,"z":3.5},"v":[1,2,3]})"},
        {"array of 100 samples", "wave", samples(100)},
        {"array of time and value", "a", "[1763870400.25, 21.5]"},
        {"line of CSV", "csv", "1763870400.25,1.5,2.5,3.5,4.5"},
        {"pairs", "room", "temp=21.5C hum=40% co2=417"},
        {"number alone", "temp", "21.5"},
        {"line of a log", "log", "2025-11-23 04:00:00 INFO worker 7 has taken 35 of 40 jobs from the queue"},
    };
    for (const Case& each : cases) {
        Count found;
        const double cost = nanoseconds(each, found);
        std::cout << std::left << std::setw(26) << each.name << std::right << std::setw(8) << std::fixed
                  << std::setprecision(0) << cost << " ns" << (found.points == 0 ? "  no points" : "")
                  << '\n';
    }
}
