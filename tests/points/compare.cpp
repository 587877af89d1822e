// SPDX-License-Identifier: MIT

// Reads rows of rows.mjs, and ends with 1 where the points that are found here are not those that the page
// found.

#include "libcommon/points/points.hpp"

#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

namespace {

using nlohmann::json;

json shown(double number)
{
    if (std::isnan(number))
        return nullptr;
    return number == 0 && std::signbit(number) ? json("-0") : json(number);
}

class Kept final : public zws::points::PointSink {
public:
    void point(std::string_view series, double time, double value, double) override
    {
        points.push_back({series, shown(time), shown(value)});
    }
    void boolean(std::string_view series, double time, bool value, double) override
    {
        booleans.push_back({series, shown(time), value});
    }

    json points = json::array();
    json booleans = json::array();
};

bool is_same(zws::points::Points& points, const json& row)
{
    Kept kept;
    const auto payload = row.at("payload").get<std::string>();
    points.extract(payload, row.at("topic").get<std::string>(), row.at("arrived"), kept);
    if (kept.points == row.at("points") && kept.booleans == row.at("booleans"))
        return true;
    std::cout << row.at("payload") << " on " << row.at("topic") << "\n  page: " << row.at("points") << ' '
              << row.at("booleans") << "\n  here: " << kept.points << ' ' << kept.booleans << '\n';
    return false;
}

} // namespace

int main() // NOLINT(bugprone-exception-escape): a row that is not JSON ends the test
{
    zws::points::Points points;
    std::size_t rows = 0;
    std::size_t with_points = 0;
    std::size_t wrong = 0;
    for (std::string line; std::getline(std::cin, line);) {
        const auto row = json::parse(line);
        ++rows;
        with_points += row.at("points").empty() ? 0 : 1;
        wrong += is_same(points, row) ? 0 : 1;
    }
    std::cout << rows << " payloads, " << with_points << " with points, " << wrong << " not as in the page\n";
    return wrong == 0 && with_points > rows / 4 ? 0 : 1;
}
