// SPDX-License-Identifier: MIT
#include "tools/zpeek/top/table.hpp"

#include "tests/unit/catch.hpp"
#include "tools/zpeek/top/cell_text.hpp"

#include <clocale>

using namespace zws::peek;

namespace {

const bool has_widths = std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr;

std::vector<TopicRow> plant()
{
    return {{"boiler/temp", 10, 1230, 123, 50, 0.04, 0, R"({"t":1763870400.1,"temp":81.5})"},
            {"boiler/pressure", 10, 980, 98, 50, 0.05, 3, R"({"bar":1.25})"},
            {"", 0.2, 4, 20, 1, 4.25, std::nullopt, "hello\x1b[2J"},
            {"温度", 99'960, 1e7, 100, 1'234'567, 0, std::nullopt, "21.5 °C"}};
}

std::string topics(const std::vector<TopicRow>& rows)
{
    std::string text;
    for (const TopicRow& row : rows)
        text += (text.empty() ? "" : " ") + cell_text(row, TableColumn::topic);
    return text;
}

std::string order(TableColumn column, bool reversed = false, const std::string& filter = "")
{
    return topics(arranged(plant(), {column, reversed, filter}));
}

} // namespace

TEST_CASE("a table in lines is as wide as what it has")
{
    REQUIRE(has_widths);
    const auto rows = arranged(plant(), {});
    REQUIRE(table_text(rows, {}, Charset::unicode) ==
            "TOPIC            MSG/S▼   BYTES/S   SIZE   MESSAGES    AGE   GAPS  LAST VALUE\n"
            "温度               100k     10.0M    100    1234567   0.0s      -  21.5 °C\n"
            "boiler/pressure    10.0       980   98.0         50   0.1s      3  {\"bar\":1.25}\n"
            "boiler/temp        10.0     1.23k    123         50   0.0s      0  "
            "{\"t\":1763870400.1,\"temp\":81.5}\n"
            "(no topic)        0.200      4.00   20.0          1   4.2s      -  hello\\x1b[2J\n");
}

TEST_CASE("a table on a terminal gives the rest of its width to topics and last values")
{
    Grid grid(72, 4, Charset::ascii);
    draw_table(grid, arranged(plant(), {TableColumn::messages}), {TableColumn::messages}, 1);
    REQUIRE(grid.text() == "TOPIC          MSG/S   BYTES/S   SIZE  MESSAGESv    AGE   GAPS  LAST VAL\n"
                           "boiler/press    10.0       980   98.0         50   0.1s      3  {\"bar\":1\n"
                           "boiler/temp     10.0     1.23k    123         50   0.0s      0  {\"t\":176\n"
                           "(no topic)     0.200      4.00   20.0          1   4.2s      -  hello\\x1\n");
    REQUIRE(grid.at(71, 0).style.reverse);
}

TEST_CASE("a table fits any grid")
{
    for (int width = 0; width < 200; ++width) {
        for (const int height : {0, 1, 2, 10}) {
            Grid grid(width, height, Charset::unicode);
            draw_table(grid, plant(), {}, 3);
            draw_table(grid, {}, {}, 0);
            draw_table(grid, plant(), {}, 99);
        }
    }
}

TEST_CASE("rows are sorted by any column")
{
    REQUIRE(order(TableColumn::topic) == "(no topic) boiler/pressure boiler/temp 温度");
    REQUIRE(order(TableColumn::topic, true) == "温度 boiler/temp boiler/pressure (no topic)");
    REQUIRE(order(TableColumn::rate) == "温度 boiler/pressure boiler/temp (no topic)");
    REQUIRE(order(TableColumn::bandwidth) == "温度 boiler/temp boiler/pressure (no topic)");
    REQUIRE(order(TableColumn::size) == "boiler/temp 温度 boiler/pressure (no topic)");
    REQUIRE(order(TableColumn::messages) == "温度 boiler/pressure boiler/temp (no topic)");
    REQUIRE(order(TableColumn::age) == "(no topic) boiler/pressure boiler/temp 温度");
    REQUIRE(order(TableColumn::lost) == "boiler/pressure boiler/temp (no topic) 温度");
    REQUIRE(order(TableColumn::last) == "温度 (no topic) boiler/pressure boiler/temp");
}

TEST_CASE("numbers among the last values are sorted as such")
{
    std::vector<TopicRow> rows;
    for (const char* const value : {"9a", "10", "1e3", "9", "nan", "1f"})
        rows.push_back({.topic = value, .last = value});
    REQUIRE(topics(arranged(rows, {TableColumn::last})) == "9 10 1e3 1f 9a nan");
}

TEST_CASE("rows of one rate do not change places for what is not shown")
{
    std::vector<TopicRow> rows{{.topic = "b", .rate = 1000.4}, {.topic = "a", .rate = 1000.2}};
    REQUIRE(topics(arranged(rows, {})) == "a b");
}

TEST_CASE("a filter looks for a part of the topic, whatever its case")
{
    REQUIRE(order(TableColumn::topic, false, "BOILER/") == "boiler/pressure boiler/temp");
    REQUIRE(order(TableColumn::topic, false, "度") == "温度");
    REQUIRE(order(TableColumn::topic, false, "nothing").empty());
}

TEST_CASE("numbers are told in three digits")
{
    REQUIRE(short_number(0) == "0");
    REQUIRE(short_number(0.0004) == "0.000");
    REQUIRE(short_number(0.2) == "0.200");
    REQUIRE(short_number(0.9996) == "1.00");
    REQUIRE(short_number(9.996) == "10.0");
    REQUIRE(short_number(99.96) == "100");
    REQUIRE(short_number(999.4) == "999");
    REQUIRE(short_number(999.6) == "1.00k");
    REQUIRE(short_number(123'456) == "123k");
    REQUIRE(short_number(99'999'999) == "100M");
    REQUIRE(short_number(5e15) == "5000T");
}

TEST_CASE("ages are told in two digits and a unit")
{
    REQUIRE(short_age(0) == "0.0s");
    REQUIRE(short_age(9.94) == "9.9s");
    REQUIRE(short_age(9.96) == "10s");
    REQUIRE(short_age(119) == "119s");
    REQUIRE(short_age(120) == "2m");
    REQUIRE(short_age(7200) == "2h");
    REQUIRE(short_age(10 * 86'400) == "10d");
}

TEST_CASE("values of several lines are on one")
{
    REQUIRE(on_one_line("{\n  \"a\": 1,\r\n  \"b\": 2\n}\n") == "{ \"a\": 1, \"b\": 2 }");
    REQUIRE(on_one_line("\n\n") == "");
    REQUIRE(on_one_line("a b  c") == "a b  c");
}
