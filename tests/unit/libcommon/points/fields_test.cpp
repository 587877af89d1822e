// SPDX-License-Identifier: MIT
#include "libcommon/points/points.hpp"
#include "libcommon/text/number.hpp"

#include "tests/unit/catch.hpp"

using namespace zws;

namespace {

constexpr double arrived = 1763870400;

/// "name=value@seconds after the arrival", one after the other.
class Sink final : public points::PointSink {
public:
    void point(std::string_view series, double time, double value, double) override
    {
        add(series, shown_number(value), time);
    }
    void boolean(std::string_view series, double time, bool value, double) override
    {
        add(series, value ? "true" : "false", time);
    }

    std::string text;

private:
    void add(std::string_view series, const std::string& value, double time)
    {
        text += (text.empty() ? "" : " ") + std::string(series) + '=' + value + '@' +
                shown_number(time - arrived);
    }
};

std::string taken(const std::vector<std::string>& pointers, std::string_view payload,
                  std::string_view topic = "")
{
    points::Points points(std::vector<Pointer>(pointers.begin(), pointers.end()));
    Sink sink;
    points.extract(payload, topic, arrived, sink);
    return sink.text;
}

} // namespace

TEST_CASE("only the fields that were chosen are taken")
{
    const auto* const payload = R"({"t": 1763870405, "a": {"b": [7, "8.5", null]}, "c": true, "d": "word"})";
    REQUIRE(taken({"/a/b/0"}, payload) == "/a/b/0=7@5");
    REQUIRE(taken({"/a/b/1"}, payload, "car") == "car=8.5@5");
    REQUIRE(taken({"/a/b/1", "/c"}, payload, "car") == "car /a/b/1=8.5@5 car /c=true@5");
    REQUIRE(taken({"/a/b/2"}, payload) == "/a/b/2=nan@5");
    for (const char* const pointer : {"/a", "/a/b", "/a/b/3", "/a/b/00", "/a/b/-1", "/d", "/none/of/it", ""})
        REQUIRE(taken({pointer}, payload).empty());
}

TEST_CASE("beside a field that was chosen x is the time, if it is near")
{
    REQUIRE(taken({"/v"}, R"({"x": 1763870401, "v": 1})") == "/v=1@1");
    REQUIRE(taken({"/v"}, R"({"x": 5, "v": 1})") == "/v=1@0");
    REQUIRE(taken({"/y"}, R"({"x": 1763870401, "y": 2})") == "/y=2@1");
}

TEST_CASE("fields are taken of what is not JSON too")
{
    REQUIRE(taken({"/hum"}, "temp=21.5 hum=40") == "/hum=40@0");
    REQUIRE(taken({""}, "21.5", "temp") == "temp=21.5@0");
}
