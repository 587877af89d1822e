// SPDX-License-Identifier: MIT
#include "libcommon/points/points.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/support/vectors.hpp"

#include <cmath>
#include <string>

using namespace std::string_literals;
using nlohmann::json;
using zws::points::Points;

namespace {

constexpr double now = 1763870400;

/// Keeps points as the rows of the vectors have them: series, time, value; null is a gap.
class Kept final : public zws::points::PointSink {
public:
    void point(std::string_view series, double time, double value, double) override
    {
        points.push_back({series, time, std::isnan(value) ? json() : json(value)});
    }
    void boolean(std::string_view series, double time, bool value, double) override
    {
        booleans.push_back({series, time, value});
    }

    json points = json::array();
    json booleans = json::array();
};

json points_of(std::string_view payload, std::string_view topic = "")
{
    Points points;
    Kept kept;
    points.extract(payload, topic, now, kept);
    return kept.points;
}

json names_of(std::string_view payload, std::string_view topic = "")
{
    json names = json::array();
    for (const auto& point : points_of(payload, topic))
        names.push_back(point[0]);
    return names;
}

json booleans_in(const json& row)
{
    json found = json::array();
    for (const auto& state : row.value("states", json::array())) {
        if (state[2].is_boolean())
            found.push_back(state);
    }
    return found;
}

} // namespace

TEST_CASE("points are those of the page")
{
    const auto* const file = GENERATE("points/objects.json", "points/arrays.json", "points/text.json");
    for (const auto& row : zws::test::vectors(file)) {
        Points points;
        Kept kept;
        const auto payload = row.at("payload").get<std::string>();
        INFO(payload);
        points.extract(payload, row.value("topic", ""), now, kept);
        CHECK(kept.points == row.at("points"));
        CHECK(kept.booleans == booleans_in(row));
    }
}

TEST_CASE("a topic that is not UTF-8 shows its bytes")
{
    CHECK(names_of("5", "a\xff\xc3") == json{R"(a\xff\xc3)"});
    CHECK(names_of("5", "caf\xc3\xa9") == json{"caf\xc3\xa9"});
}

TEST_CASE("a payload that is not UTF-8 has no points")
{
    CHECK(points_of("{\"a\":1,\"b\":\"\xff\"}").empty());
    CHECK(points_of("temp=5 \xff").empty());
    CHECK(points_of("\xef\xbb\xbf{\"a\":1}").size() == 1);
}

TEST_CASE("samples are spread over the time since the message before of the same topic")
{
    Points points;
    Kept kept;
    points.extract("[1,2,3,4]", "v", 100, kept);
    points.extract("[1,2,3,4]", "w", 101, kept);
    kept.points.clear();
    points.extract("[5,6,7,8]", "v", 102, kept);
    CHECK(kept.points == json::parse(R"([["v",100.5,5],["v",101,6],["v",101.5,7],["v",102,8]])"));
}

namespace {

/// [[first, 1], [first + 1, 1], ...], of 20
std::string twenty_pairs(int first)
{
    std::string pairs = "[";
    for (int i = 0; i < 20; ++i)
        pairs += (i == 0 ? "[" : ",[") + std::to_string(first + i) + ",1]";
    return pairs + ']';
}

} // namespace

TEST_CASE("pairs over the same as the message before are a sweep, even near now")
{
    Points points;
    Kept kept;
    points.extract(twenty_pairs(1763870380), "", now, kept);
    CHECK(kept.points[0] == json{"value", 1763870380, 1});
    points.extract(twenty_pairs(1763870380), "", now, kept);
    CHECK(kept.points[20] == json{"value", now - 0.95, 1});
}

TEST_CASE("pairs that go on where the message before has ended are times")
{
    Points points;
    Kept kept;
    points.extract(twenty_pairs(100), "", now, kept);
    CHECK(kept.points[0] == json{"value", now - 0.95, 1});
    points.extract(twenty_pairs(120), "", now, kept);
    CHECK(kept.points[20] == json{"value", 120, 1});
}

TEST_CASE("names have a bound, and what is inside of longer ones is passed over")
{
    const std::string longest(zws::points::SeriesName::longest, 'n');
    CHECK(points_of("{\"" + longest + "\":1,\"b\":2}").size() == 2);
    CHECK(names_of("{\"" + longest + "n\":{\"a\":1},\"b\":2}") == json{"b"});
    CHECK(points_of("5", longest).size() == 1);
    CHECK(points_of("5", longest + 'n').empty());
}

TEST_CASE("a long payload costs no more for each of its values than a short one")
{
    std::string members = "{";
    for (int i = 0; i < 20'000; ++i)
        members += "\"n" + std::to_string(i) + "\":[{\"id\":" + std::to_string(i) + ",\"v\":1}],";
    members.back() = '}';
    CHECK(points_of(members).size() == 20'000);
    CHECK(points_of(std::string(400'000, '[')).empty());
    CHECK(points_of("a=1 " + std::string(400'000, ',') + "b=2").size() == 2);
}
