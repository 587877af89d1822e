// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zws2browser/history/history_request.hpp"

#include <stdexcept>

namespace zws::browser::history {

namespace {

constexpr double now = 1'700'000'000;

using Query = std::vector<std::pair<std::string, std::string>>;

std::string refusal(const Query& query)
{
    try {
        parse_history_request(query, now);
    } catch (const std::invalid_argument& wrong) {
        return wrong.what();
    }
    return "";
}

} // namespace

TEST_CASE("a moment is a number, a date, now, or a time before it")
{
    CHECK(parse_moment("now", now) == now);
    CHECK(parse_moment("-15m", now) == now - 900);
    CHECK(parse_moment("-250ms", now) == now - 0.25);
    CHECK(parse_moment("-5", now) == now - 5);
    CHECK(parse_moment("1700000000.5", now) == now + 0.5);
    CHECK(parse_moment("2023-11-14T22:13:20Z", now) == now);
    CHECK(parse_moment("2023-11-14t23:13:20.25+01:00", now) == now + 0.25);
    CHECK(parse_moment("2023-11-14T23:13:20 01:00", now) == now);
    CHECK(parse_moment("2023-11-14 20:43:20-01:30", now) == now);
    for (const auto* wrong : {"", "x", "-", "-x", "-15q", "1e12", "nan", "inf", "2023-11-14",
                              "2023-11-14T22:13:20", "2023-02-30T00:00:00Z", "2023-11-14T24:00:00Z",
                              "2023-11-14T22:13:20.Z", "2023-11-14T22:13:20+1", "2023-11-14T22:13:20Zx"}) {
        INFO(wrong);
        CHECK_THROWS_AS(parse_moment(wrong, now), std::invalid_argument);
    }
}

TEST_CASE("a request for history has defaults")
{
    const auto all = parse_history_request({}, now);
    CHECK(all.window.from == now - 900);
    CHECK(all.window.to == now);
    CHECK(all.window.columns == 1000);
    CHECK(all.series.empty());
    const auto given = parse_history_request({{"series", "a"},
                                              {"from", "10"},
                                              {"to", "20"},
                                              {"columns", "10000"},
                                              {"series", "b, c"},
                                              {"token", "secret"}},
                                             now);
    CHECK(given.window.from == 10);
    CHECK(given.window.to == 20);
    CHECK(given.window.columns == 10'000);
    CHECK(given.series == std::vector<std::string>{"a", "b, c"});
    CHECK(parse_history_request({{"to", "-1h"}}, now).window.from == now - 4500);
}

TEST_CASE("a wrong request for history is told which parameter is wrong")
{
    CHECK(refusal({{"from", "yesterday"}}) ==
          "from: not a time (Unix seconds, 2024-01-02T03:04:05Z, now, or a time before it: -15m)");
    CHECK(refusal({{"to", "-5x"}}).starts_with("to: "));
    CHECK(refusal({{"from", "5"}, {"to", "5"}}) == "to: not after from");
    CHECK(refusal({{"columns", "0"}}) == "columns: out of range (1 to 10000)");
    CHECK(refusal({{"columns", "10001"}}) == "columns: out of range (1 to 10000)");
    CHECK(refusal({{"columns", "ten"}}) == "columns: not a whole number");
    CHECK(refusal({{"from", "1"}, {"from", "2"}}) == "from: given twice");
    CHECK(refusal({{"colums", "5"}}) == "colums: no such parameter (from, to, columns, series)");
}

} // namespace zws::browser::history
