// SPDX-License-Identifier: MIT
#include "libcommon/error.hpp"
#include "tests/unit/catch.hpp"
#include "tools/zfeed/parsers.hpp"

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

/// What becomes of each line: its frames joined by '|', or "!" and the reason.
Strings fed(const ParseOptions& options, const Strings& lines)
{
    const auto parser = make_parser(options);
    Strings out;
    Parsed parsed;
    for (const auto& line : lines) {
        std::string text = parser->parse(line, parsed);
        if (!text.empty())
            text.insert(0, "!");
        else
            for (const auto frame : parsed.frames)
                text.append(text.empty() ? "" : "|").append(frame);
        out.push_back(text);
    }
    return out;
}

} // namespace

TEST_CASE("numbers: headings come in front, and again")
{
    CHECK(fed(with(Format::numbers), {"procs memory", "t free si", "1 2 3", "t free si", "4 5 6"}) ==
          Strings{"", "", "{\"x\":1,\"free\":2,\"si\":3}", "", "{\"x\":4,\"free\":5,\"si\":6}"});
    CHECK(fed(with(Format::numbers), {"1 2", "t v", "3 4 5"}) ==
          Strings{"{\"x\":1,\"y\":2}", "!'t' is no number", "{\"x\":3,\"y2\":4,\"y3\":5}"});
    CHECK(fed(with(Format::numbers), {"t v", "1 2", "1 2 3"})[2] ==
          "!3 fields, but the columns have 2 names");
}

TEST_CASE("names that come twice, or are none, are made unique")
{
    CHECK(fed(with(Format::csv), {"t,a,a,,\xff", "1,2,3,4,5"})[1] ==
          "{\"x\":1,\"a\":2,\"a#3\":3,\"#4\":4,\"#5\":5}");
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

TEST_CASE("the time of the row is x where nothing else is")
{
    ParseOptions options;
    options.format = Format::csv;
    CHECK(fed(options, {"time,v", "1,2"})[1] == "{\"time\":1,\"v\":2}");
    CHECK_THAT(fed(options, {"a,v", "1,2"})[1], Catch::Matchers::StartsWith("{\"x\":1"));
    options.y = {"v"};
    CHECK_THAT(fed(options, {"time,v", "1,2"})[1], Catch::Matchers::EndsWith(",\"y\":2}"));
}

TEST_CASE("json: parts of a text, by pointers")
{
    auto options = with(Format::json);
    options.topic_from = "/s";
    const std::string no_json =
        "!no JSON: parse error at line 1, column 2: syntax error while parsing object key - "
        "unexpected end of input; expected string literal";
    CHECK(fed(options, {R"({"t":1.5,"v":-2,"s":"a"})", R"({"t":1,"v":null,"s":3.25})",
                        R"({"t":1,"v":"2","s":""})", R"({"t":1,"v":2})", "{", "", "1e999"}) ==
          Strings{"a|{\"x\":1.5,\"y\":-2}", "3.25|{\"x\":1,\"y\":null}", "!no number at '/v'",
                  "!no text or number at '/s' for the topic", no_json, "",
                  "!a number that is too large to look at"});
}

TEST_CASE("a topic stands in front, also an empty one")
{
    ParseOptions options;
    CHECK(fed(options, {"a"}) == Strings{"a"});
    options.topic = "t";
    CHECK(fed(options, {"a"}) == Strings{"t|a"});
}
