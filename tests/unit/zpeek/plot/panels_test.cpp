// SPDX-License-Identifier: MIT
#include "tools/zpeek/plot/panels.hpp"

#include "tests/unit/catch.hpp"

using zws::peek::Panels;
using zws::peek::Seen;

namespace {

/// "a b | c": the names of those that share a panel.
std::string shown(const std::vector<Panels::Panel>& panels)
{
    std::string text;
    for (const auto& panel : panels) {
        text += text.empty() ? "" : " | ";
        for (const Seen* seen : panel)
            text += std::string(seen == panel.front() ? "" : " ").append(seen->name);
    }
    return text;
}

} // namespace

TEST_CASE("series of like size share a panel, others have their own")
{
    Panels panels;
    const std::vector<Seen> seen{{0, "temp", 18, 22, false},
                                 {1, "count", 0, 100'000, false},
                                 {2, "hum", 40, 43, false},
                                 {3, "bytes", 1000, 90'000, false}};
    REQUIRE(shown(panels.arrange(seen)) == "temp hum | count bytes");
}

TEST_CASE("names that differ by a number stay together")
{
    const std::vector<Seen> seen{{0, "cpu0", 0, 100, false}, {1, "cpu1", 0, 0.5, false}};
    REQUIRE(shown(Panels().arrange(seen)) == "cpu0 cpu1");
    const std::vector<Seen> columns{{0, "1", 0, 100, false}, {1, "2", 0, 0.5, false}};
    REQUIRE(shown(Panels().arrange(columns)) == "1 | 2");
}

TEST_CASE("who has a place keeps it, until it lies flat")
{
    Panels panels;
    REQUIRE(shown(panels.arrange({{0, "a", 0, 10, false}, {1, "b", 0, 5, false}})) == "a b");
    REQUIRE(shown(panels.arrange({{0, "a", 0, 100, false}, {1, "b", 0, 5, false}})) == "a b");
    REQUIRE(shown(panels.arrange({{0, "a", 0, 1000, false}, {1, "b", 0, 5, false}})) == "a | b");
    REQUIRE(shown(panels.arrange({{0, "a", 0, 100, false}, {1, "b", 0, 5, false}})) == "a | b");
}

TEST_CASE(
    "a series of few points finds its place anew, and one that does not change is as large as its value")
{
    Panels panels;
    REQUIRE(shown(panels.arrange({{0, "a", 0, 1, true}, {1, "b", 0, 1, true}})) == "a b");
    REQUIRE(shown(panels.arrange({{0, "a", 0, 1, true}, {1, "b", 0, 50, true}})) == "a | b");
    REQUIRE(shown(Panels().arrange({{0, "a", 0, 100, false}, {1, "limit", 80, 80, false}})) == "a limit");
    REQUIRE(shown(Panels().arrange({{0, "a", 0, 100, false}, {1, "zero", 0, 0, false}})) == "a zero");
}

TEST_CASE("a series that is not seen leaves its panel")
{
    Panels panels;
    REQUIRE(shown(panels.arrange({{0, "a", 0, 1, false}, {1, "b", 0, 1, false}})) == "a b");
    REQUIRE(shown(panels.arrange({{1, "b", 0, 1, false}})) == "b");
    REQUIRE(panels.arrange({}).empty());
}
