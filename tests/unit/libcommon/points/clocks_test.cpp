// SPDX-License-Identifier: MIT
#include "libcommon/points/clocks.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/support/vectors.hpp"

#include <map>
#include <string>
#include <vector>

using zws::points::Clocks;

namespace {

/// Has the times of series, in the order in which they came.
class Times final : public zws::points::PlacedSeries {
public:
    bool has(std::string_view name) const override { return times.contains(std::string(name)); }
    std::size_t count() const override { return times.size(); }
    void remap(std::string_view name, double scale, double offset) override
    {
        ++remaps;
        for (double& time : times[std::string(name)])
            time = time * scale + offset;
    }

    std::map<std::string, std::vector<double>> times;
    int remaps = 0;
};

constexpr double start = 1763870400;

} // namespace

TEST_CASE("points are placed as the page places them")
{
    for (const auto& row : zws::test::vectors("points/clocks.json")) {
        INFO(row.at("about"));
        Times series;
        Clocks clocks(series);
        for (const auto& message : row.at("messages")) {
            const auto name = message[0].get<std::string>();
            const double time = clocks.place(name, message[1], message[2]);
            series.times[name].push_back(time);
        }
        CHECK(nlohmann::json(series.times) == row.at("times"));
    }
}

TEST_CASE("clocks of series that are not kept are forgotten, those of others are not")
{
    Times series;
    Clocks clocks(series);
    for (int i = 0; i < 3; ++i)
        series.times["kept"].push_back(clocks.place("kept", start + 3600 + i, start + i));
    for (int i = 0; i < 2500; ++i)
        clocks.place("gone " + std::to_string(i), 5, start);
    CHECK(clocks.size() <= 1001);
    CHECK(clocks.place("kept", start + 3600 + 3.5, start + 4) == start + 3.5);
}
