// SPDX-License-Identifier: MIT
#include "tools/zfeed/parsers.hpp"

#include "libcommon/os/error.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support/variable.hpp"

#include <regex>

using namespace zws::feed;
using Strings = std::vector<std::string>;

namespace {

ParseOptions with(Format format)
{
    ParseOptions options;
    options.format = format;
    options.x = format == Format::json ? "/t" : "1";
    if (format == Format::json)
        options.y = {"/v"};
    return options;
}

/// Keeps what a parser makes of a line: the frames of each message joined by '|', "!" and a reason, with the
/// number of lines before where it is not the last one, or "?" and a remark.
class Kept final : public Sink {
public:
    void send(const Parsed& parsed) override
    {
        std::string text;
        for (const auto frame : parsed.frames)
            text.append(text.empty() ? "" : "|").append(frame);
        texts.push_back(text);
    }
    void refuse(const std::string& why, std::uint64_t lines_before) override
    {
        texts.push_back('!' + (lines_before > 0 ? "-" + std::to_string(lines_before) + ": " : "") + why);
    }
    void remark(const std::string& what) override { texts.push_back('?' + what); }

    Strings texts;
};

/// What becomes of lines and of their end.
Strings fed(const ParseOptions& options, const Strings& lines)
{
    const auto parser = make_parser(options);
    Kept kept;
    for (const auto& line : lines)
        parser->parse(line, kept);
    parser->finish(kept);
    return kept.texts;
}

ParseOptions plain(Format format, std::vector<std::string> y = {})
{
    ParseOptions options;
    options.format = format;
    options.y = std::move(y);
    return options;
}

/// The payloads without the time at which they came, which is "now" there.
Strings untimed(Strings texts)
{
    static const std::regex arrival("^(\\{\"[xt]\":)[0-9]{10}\\.[0-9]{9}");
    for (auto& text : texts)
        text = std::regex_replace(text, arrival, "$1now");
    return texts;
}

} // namespace

TEST_CASE("numbers: headings come in front, and again")
{
    CHECK(fed(with(Format::numbers), {"procs memory", "t free si", "1 2 3", "t free si", "4 5 6"}) ==
          Strings{R"({"t":1,"free":2,"si":3})", R"({"t":4,"free":5,"si":6})"});
    CHECK(fed(with(Format::numbers), {"1 2", "t v", "3 4 5"}) ==
          Strings{R"({"x":1,"y":2})", "!'t' is not a number", R"({"t":3,"y2":4,"y3":5})"});
    CHECK(fed(with(Format::numbers), {"t v", "1 2", "1 2 3"})[1] ==
          "!3 fields, but the columns have 2 names");
    CHECK(fed(plain(Format::numbers), {"# t v", "1 2", "# said gnuplot", "3 4"}) ==
          Strings{R"({"t":1,"v":2})", R"({"t":3,"v":4})"});
}

TEST_CASE("numbers: decimal commas, units, names and times")
{
    const auto numbers = [](const Strings& lines) { return untimed(fed(plain(Format::numbers), lines)); };
    CHECK(numbers({"1,5 2,5", "41, 6, 13"}) ==
          Strings{R"({"t":now,"y1":1.5,"y2":2.5})", R"({"t":now,"y1":41,"y2":6,"y3":13})"});
    CHECK(numbers({"temp=21.5C hum=40%", "temp:21,5 hum:41", "on=yes n=1"}) ==
          Strings{R"({"t":now,"temp":21.5,"hum":40})", R"({"t":now,"temp":21.5,"hum":41})",
                  R"({"t":now,"on":"yes","n":1})"});
    CHECK(numbers({"45 % 1.5 GiB", "46% 512MiB"}) ==
          Strings{R"({"t":now,"y1":45,"y2":1.5})", R"({"t":now,"y1":46,"y2":0.5})"});
    CHECK(numbers({"r b UTC", "1 0 2024-01-02 03:04:05Z", "1 0 2024-01-02T03:04:05.5Z"}) ==
          Strings{R"({"r":1,"b":0,"t":1704164645})", R"({"r":1,"b":0,"t":1704164645.5})"});
}

TEST_CASE("a heading that no row follows is told")
{
    CHECK(fed(plain(Format::numbers), {"one two", "three"}) ==
          Strings{"!taken for a heading, but no row of numbers follows"});
    CHECK(fed(plain(Format::csv), {"one,two"}) ==
          Strings{"!taken for a heading, but no row follows (see --header)"});
    auto options = plain(Format::csv);
    options.header = Header::yes;
    CHECK(fed(options, {"one,two"}).empty());
}

TEST_CASE("names that come twice, or are none, are made unique")
{
    CHECK(fed(with(Format::csv), {"t,a,a,,\xff", "1,2,3,4,5", "1,2,3,,5"}) ==
          Strings{R"({"t":1,"a":2,"a#3":3,"y4":4,"y5":5})", R"({"t":1,"a":2,"a#3":3,"y5":5})"});
    CHECK(fed(plain(Format::csv, {"y", "x", "y"}), {"ts,x,y", "1,2,3"}) == Strings{R"({"t":1,"y":3,"x":2})"});
    CHECK(fed(plain(Format::csv, {"t", "v"}), {"time,t,v", "1,2,3"}) == Strings{R"({"t":2,"t#2":2,"v":3})"});
}

TEST_CASE("a column that was asked for has to be there")
{
    auto options = with(Format::csv);
    options.y = {"nothing"};
    CHECK_THROWS_WITH(fed(options, {"a,b", "1,2"}), "column 'nothing': not there; there are a, b");
    options.y = {"3"};
    CHECK_THROWS_WITH(fed(options, {"1,2"}), "column '3': not there; there are 2");
    options.y = {"0"};
    CHECK_THROWS_AS(fed(options, {"1,2"}), zws::Error);
}

TEST_CASE("the time of the row is that of its arrival where nothing else is")
{
    const auto csv = [](const Strings& lines) { return untimed(fed(plain(Format::csv), lines)); };
    CHECK(csv({"time,v", "1,2"}) == Strings{R"({"time":1,"v":2})"});
    CHECK(csv({"Timestamp,v", "1,2"}) == Strings{R"({"Timestamp":1,"v":2})"});
    CHECK(csv({"x,y", "1,2"}) == Strings{R"({"x":1,"y":2})"});
    CHECK(csv({"x,z", "1,2"}) == Strings{R"({"t":now,"x":1,"z":2})"});
    CHECK(csv({"a,y", "1,2"}) == Strings{R"({"x":now,"a":1,"y":2})"});
    CHECK(csv({"1", "2"}) == Strings{R"({"x":now,"y":1})", R"({"x":now,"y":2})"});
    CHECK(fed(plain(Format::csv, {"v"}), {"time,v", "1,2"}) == Strings{R"({"x":1,"y":2})"});
    CHECK(untimed(fed(plain(Format::csv, {"v"}), {"a,v", "1,2"})) == Strings{R"({"x":now,"y":2})"});
}

TEST_CASE("csv: the separator is seen, or told by the file")
{
    const Strings expected{R"({"t":1,"v":2.5})"};
    CHECK(fed(plain(Format::csv), {"t\tv", "1\t2.5"}) == expected);
    CHECK(fed(plain(Format::csv), {"t;v", "1;2,5"}) == expected);
    CHECK(fed(plain(Format::csv), {"t|v", "1|2.5"}) == expected);
    CHECK(fed(plain(Format::csv), {"sep=;\r", "t;v\r", "1;2,5\r"}) == expected);
    CHECK(fed(plain(Format::csv), {"t,v", "1 , 2.5 "}) == expected);
    CHECK(fed(with(Format::csv), {"1,5;2,5"}) == Strings{R"({"x":1.5,"y":2.5})"});
    CHECK(fed(plain(Format::csv), {"t;v, w;u", "1;1.234,5;\" a \""}) ==
          Strings{R"({"t":1,"v, w":1234.5,"u":" a "})"});
}

TEST_CASE("csv: units, comments, and lines that are longer or shorter")
{
    CHECK(fed(plain(Format::csv), {"t,temp,p",
                                   "s,\xc2\xb0"
                                   "C,[kPa]",
                                   "1,2,3"}) == Strings{R"({"t":1,"temp":2,"p":3})"});
    CHECK(fed(plain(Format::csv), {"t,type", "h,A", "m,B"}) ==
          Strings{"?column 't': 'h' is not a time in a known form", R"({"t":"h","type":"A"})",
                  "?column 't': 'm' is not a time in a known form", R"({"t":"m","type":"B"})"});
    CHECK(fed(plain(Format::csv), {"# by a logger", "# t, v", "1,2", "# a word", "#3,4"}) ==
          Strings{R"({"t":1,"v":2})", "?column 't': '#3' is not a time in a known form",
                  R"({"t":"#3","v":4})"});
    CHECK(fed(plain(Format::csv), {"t,v,", "1,2,", "1,2", "1,2,,,", "1", "1,2,3"}) ==
          Strings{R"({"t":1,"v":2})", R"({"t":1,"v":2})", R"({"t":1,"v":2})",
                  "!1 field, but the columns have 2 names", "!3 fields, but the columns have 2 names"});
    CHECK(fed(plain(Format::csv), {"t,v", "1,NA", "2,[N/A]", "t,v", "3,4"}) ==
          Strings{R"({"t":1,"v":null})", R"({"t":2,"v":null})", R"({"t":3,"v":4})"});
}

TEST_CASE("csv: numbers with units are in the unit of the first")
{
    CHECK(fed(with(Format::csv), {"t,mem", "1,512 MiB", "2,1.5GiB", "3,7", "4,5 W"}) ==
          Strings{R"({"t":1,"mem":512})", R"({"t":2,"mem":1536})", R"({"t":3,"mem":7})",
                  "!column 'mem': in 'W', but before in 'MiB'"});
    CHECK(fed(with(Format::csv), {"t,id", "1,3rd", "2,5e6f", "3,1.2.3"}) ==
          Strings{R"({"t":1,"id":"3rd"})", R"({"t":2,"id":"5e6f"})", R"({"t":3,"id":"1.2.3"})"});
}

TEST_CASE("csv: times in the column for x, in that of the time, and in two")
{
    CHECK(fed(with(Format::csv), {"when,v", "2024-01-02T04:04:05.5+01:00,1", "1704164645123,2", "noon,3"}) ==
          Strings{R"({"t":1704164645.5,"v":1})", R"({"t":1704164645.123,"v":2})",
                  "!column 'when': 'noon' is not a time in a known form"});
    CHECK(fed(plain(Format::csv), {"_time,v", "2024-01-02T03:04:05Z,1", "noon,2"}) ==
          Strings{R"({"_time":1704164645,"v":1})", "?column '_time': 'noon' is not a time in a known form",
                  R"({"_time":"noon","v":2})"});
    const zws::test::Variable zone("TZ", "UTC");
    CHECK(fed(plain(Format::csv), {"Datum;Uhrzeit;v", "02.01.2024;03:04:05;1,5"}) ==
          Strings{R"({"t":1704164645,"v":1.5})"});
    CHECK(fed(plain(Format::csv), {"Datum;v", "02.01.2024 03:04;1,5"}) ==
          Strings{R"({"Datum":1704164640,"v":1.5})"});
}

TEST_CASE("csv: a quote that is not closed is told where it is opened")
{
    CHECK(fed(with(Format::csv), {"1,2", "3,\"4", "5,6"}) ==
          Strings{R"({"x":1,"y":2})", "!-1: a quote that is not closed, in 2 lines from here"});
}

TEST_CASE("json: parts of a text, by pointers")
{
    auto options = with(Format::json);
    options.topic_from = "/s";
    CHECK(fed(options,
              {R"({"t":1.5,"v":-2,"s":"a"})", R"({"t":1,"v":null,"s":3.25})", R"({"t":1,"v":"2","s":""})",
               R"({"t":1,"v":[],"s":""})", R"({"t":1,"v":2})", "1e999"}) ==
          Strings{R"(a|{"x":1.5,"y":-2})", R"(3.25|{"x":1,"y":null})", R"({"x":1,"y":2})",
                  "!no number at '/v'", "!no text or number at '/s' for the topic",
                  "!the number is too large"});
}

TEST_CASE("json: what points to no element of an array points to nothing")
{
    for (const std::string pointer : {"/", "/99999999999999999999", "/-", "/00"}) {
        CHECK(fed(plain(Format::json, {pointer}), {"[7]"}) == Strings{"!no number at '" + pointer + "'"});
        auto options = plain(Format::json);
        options.topic_from = pointer;
        CHECK(fed(options, {"[7]"}) == Strings{"!no text or number at '" + pointer + "' for the topic"});
    }
}

TEST_CASE("json: names that would be there twice are whole pointers")
{
    const auto json = [](std::vector<std::string> y, const std::string& line) {
        return untimed(fed(plain(Format::json, std::move(y)), {line})).front();
    };
    CHECK(json({"/cpu/load", "/gpu/load"}, R"({"cpu":{"load":1},"gpu":{"load":2}})") ==
          R"({"t":now,"/cpu/load":1,"/gpu/load":2})");
    CHECK(json({"/pos/x", "/pos/y"}, R"({"pos":{"x":1,"y":2}})") == R"({"t":now,"/pos/x":1,"y":2})");
    CHECK(json({"/a~1b", "/c~0d", "/c~0d"}, R"({"a/b":1,"c~d":2})") == R"({"t":now,"a/b":1,"c~d":2})");
    CHECK(json({"/v"}, R"({"@timestamp":"2024-01-02T03:04:05Z","v":"45.5%"})") ==
          R"({"x":1704164645,"y":45.5})");
    CHECK(fed(plain(Format::json, {"/v"}), {R"({"t":"noon","v":1})"}) ==
          Strings{"?\"noon\" is not a time in a known form", R"({"x":null,"y":1})"});
}

TEST_CASE("json: values as jq reads them")
{
    const auto json = [](const Strings& lines) { return fed(plain(Format::json), lines); };
    CHECK(json({"1 2", "{}[]\"a\"", "nan", " [1, 2] "}) ==
          Strings{"1", "2", "{}", "[]", "\"a\"", "null", " [1, 2]"});
    CHECK(json({"{", "  \"a\": 1,", "", "  \"b\": [NaN]", "} {\"c\":", "2} 3"}) ==
          Strings{R"({"a":1,"b":[null]})", R"({"c":2})", "3"});
    CHECK(json({"{\"a\":1} x {}", "{}"}) ==
          Strings{"{\"a\":1}", "!not JSON: parse error at column 1: syntax error", "{}", "{}"});
}

TEST_CASE("json: what is not whole does not take others with it")
{
    const auto json = [](const Strings& lines) {
        auto all = fed(plain(Format::json), lines);
        for (auto& text : all)
            text = text.substr(0, text.starts_with('!') ? text.find(": syntax") : text.size());
        return all;
    };
    CHECK(json({"{\"a\":", "{\"b\":1}", "{\"c\":2}"}) ==
          Strings{"!not JSON: parse error at column 1", "{\"b\":1}", "{\"c\":2}"});
    CHECK(json({"{\"a\":", "{\"b\":1}"})[1] == "{\"b\":1}");
    CHECK(json({"{\"a\": [", " 1,,", " [2]", "]", "}", "{\"c\":2}"}).back() == "{\"c\":2}");
    CHECK(json({"{\"a\": \"open", "{\"c\":2}"}) ==
          Strings{"!not JSON: parse error at the end: incomplete JSON", "{\"c\":2}"});
    CHECK(json(Strings(3, "[")).size() == 3);
    CHECK(json({"{", "\"a\":tru", "}"}) == Strings{"!-1: not JSON: parse error at column 5"});
}

TEST_CASE("a topic stands in front, also an empty one")
{
    ParseOptions options;
    CHECK(fed(options, {"a"}) == Strings{"a"});
    options.topic = "t";
    CHECK(fed(options, {"a"}) == Strings{"t|a"});
}
