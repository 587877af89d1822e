// SPDX-License-Identifier: MIT
#include "tools/zfeed/csv_record.hpp"

#include "tests/unit/catch.hpp"

#include <random>

using zws::feed::declared_separator;
using zws::feed::detect_separator;

TEST_CASE("the separator is seen in the first line")
{
    CHECK(detect_separator("a,b") == ',');
    CHECK(detect_separator("a;b;c, d") == ';');
    CHECK(detect_separator("a,b,c;d") == ',');
    CHECK(detect_separator("t\tv") == '\t');
    CHECK(detect_separator("a|b") == '|');
    CHECK(detect_separator("\"a;b;c\",d") == ',');
    CHECK(detect_separator("1,5;2,5;") == ';');
    CHECK(detect_separator("\"1,5\";2,5,1") == ';');
    CHECK(detect_separator("1,5\t2,5") == '\t');
    CHECK(detect_separator("1,2") == ',');
    CHECK(detect_separator("alone") == ',');
    CHECK(detect_separator("") == ',');
}

TEST_CASE("a first line can declare it")
{
    CHECK(declared_separator("sep=;") == ';');
    CHECK(declared_separator("SEP=,\r") == ',');
    CHECK(declared_separator("\"sep=;\"") == ';');
    CHECK(declared_separator("sep=\t") == '\t');
    for (const auto* line : {"", "sep=", "sep=;;", "separator;x", "\r"}) {
        INFO(line);
        CHECK(declared_separator(line) == std::nullopt);
    }
}

using zws::feed::CsvRecord;
using zws::feed::Fields;
using State = CsvRecord::State;
using Strings = std::vector<std::string>;

namespace {

Strings fields_of(CsvRecord& record)
{
    const Fields& fields = record.fields();
    return {fields.begin(), fields.end()};
}

Strings split(std::string_view line, char separator = ',')
{
    CsvRecord record(separator);
    REQUIRE(record.add(line) == State::whole);
    return fields_of(record);
}

} // namespace

TEST_CASE("fields with and without quotes")
{
    CHECK(split("a,b c,") == Strings{"a", "b c", ""});
    CHECK(split("") == Strings{""});
    CHECK(split(",") == Strings{"", ""});
    CHECK(split("\"\"") == Strings{""});
    CHECK(split("\"a,b\",\"c\"\"d\",\"\"\"\"") == Strings{"a,b", "c\"d", "\""});
    CHECK(split("\"a\",") == Strings{"a", ""});
    CHECK(split("a\r") == Strings{"a"});
    CHECK(split("5\" disk,x\"y\"") == Strings{"5\" disk", "x\"y\""});
    CHECK(split("a;b,c", ';') == Strings{"a", "b,c"});
    CHECK(split(" a , \" b \" ,\tc\t") == Strings{"a", " b ", "c"});
    CHECK(split("\ta\t b", '\t') == Strings{"", "a", "b"});
}

TEST_CASE("a record goes on in the next line while a quote is open")
{
    CsvRecord record(',');
    REQUIRE(record.add("1,\"two") == State::open);
    REQUIRE(record.add("\r") == State::open);
    REQUIRE(record.add("lines\",3") == State::whole);
    CHECK(fields_of(record) == Strings{"1", "two\n\r\nlines", "3"});
    REQUIRE(record.add("next") == State::whole);
    CHECK(fields_of(record) == Strings{"next"});
}

TEST_CASE("bad records are told, and the next one is read")
{
    CsvRecord record(',');
    REQUIRE(record.add("\"a\"b,c") == State::bad);
    CHECK(record.error() == std::string("text after a closing quote"));
    REQUIRE(record.add("a") == State::whole);
    CHECK(fields_of(record) == Strings{"a"});
    REQUIRE(record.add("\"" + std::string(CsvRecord::longest, 'x')) == State::open);
    REQUIRE(record.add("") == State::bad);
    REQUIRE(record.add("b") == State::whole);
}

TEST_CASE("whatever fields are written as RFC 4180 says are read back")
{
    std::mt19937 random(GENERATE(range(1U, 20U)));
    CsvRecord record(',');
    for (int i = 0; i < 200; ++i) {
        Strings fields(1 + random() % 5);
        std::string text;
        for (auto& field : fields) {
            for (auto left = random() % 6; left > 0; --left)
                field += "a,\"\n;\r "[random() % 7];
            text += (text.empty() && &field == fields.data() ? "\"" : ",\"");
            for (const char c : field)
                text += c == '"' ? "\"\"" : std::string(1, c);
            text += '"';
        }
        auto state = State::open;
        for (std::size_t at = 0; at <= text.size();) {
            const auto end = std::min(text.find('\n', at), text.size());
            state = record.add(std::string_view(text).substr(at, end - at));
            at = end + 1;
        }
        REQUIRE(state == State::whole);
        REQUIRE(fields_of(record) == fields);
    }
}
