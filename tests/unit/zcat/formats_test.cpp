// SPDX-License-Identifier: MIT
#include "tools/zcat/formats.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/support/message_of.hpp"

using zws::cat::FormatOptions;
using zws::cat::make_formatter;
using Frames = std::vector<std::string>;

namespace {

struct Printed {
    std::string text;
    std::string reason;
};

Printed print(std::string_view format, const Frames& frames, const FormatOptions& options = {})
{
    const auto message = zws::test::message_of(frames);
    Printed printed;
    const std::chrono::system_clock::time_point time(std::chrono::nanoseconds(1763870400'012'345'678));
    printed.reason = make_formatter(format, options)->print({message, 3, time}, printed.text);
    return printed;
}

std::string text(std::string_view format, const Frames& frames, const FormatOptions& options = {})
{
    const Printed printed = print(format, frames, options);
    REQUIRE(printed.reason == "");
    return printed.text;
}

} // namespace

TEST_CASE("text: the frames on one line, joined by tabs")
{
    REQUIRE(text("text", {"topic", "a\tb", "", "\xff"}) == "topic\ta\\tb\t\t\\xff\n");
    REQUIRE(text("text", {""}) == "\n");
    REQUIRE(text("text", {"x"}, {std::string(1, '\0'), false}) == std::string("x\0", 2));
}

TEST_CASE("text: topics are painted where that is wanted")
{
    const FormatOptions options{"\n", false, true};
    REQUIRE(text("text", {"topic", "a"}, options) == "\x1b[36mtopic\x1b[0m\ta\n");
    REQUIRE(text("text", {"a"}, options) == "a\n");
}

TEST_CASE("raw: the bytes of all frames, then the delimiter")
{
    REQUIRE(text("raw", {"topic", std::string("a\0\xff\n", 4)}) == std::string("topica\0\xff\n\n", 10));
    REQUIRE(text("raw", {"x", "y"}, {"", false}) == "xy");
}

TEST_CASE("json: the payload on one line, or indented")
{
    REQUIRE(text("json", {"topic", "{ \"b\": 1.0,\n\"a\": 2 }", "meta"}) == "{\"b\":1.0,\"a\":2}\n");
    REQUIRE(text("json", {"[1 ]"}) == "[1]\n");
    REQUIRE(text("json", {"[1]"}, {"\n", true}) == "[\n  1\n]\n");
}

TEST_CASE("json: a payload that is none prints nothing and tells why")
{
    const Printed printed = print("json", {"topic", "{\"x\":"});
    REQUIRE(printed.text == "");
    REQUIRE_THAT(printed.reason,
                 Catch::Matchers::StartsWith("not JSON: parse error at the end: incomplete JSON"));
}

TEST_CASE("hex: each frame under a line that names it, as hexdump -C shows bytes")
{
    REQUIRE(text("hex", {"t",
                         std::string("0123456\xff") + std::string("\0\x1f~\x7f"
                                                                  "abcde",
                                                                  9),
                         ""}) ==
            "message 3, frame 1 of 3, 1 byte\n"
            "00000000  74                                                |t|\n"
            "00000001\n"
            "message 3, frame 2 of 3, 17 bytes\n"
            "00000000  30 31 32 33 34 35 36 ff  00 1f 7e 7f 61 62 63 64  |0123456...~.abcd|\n"
            "00000010  65                                                |e|\n"
            "00000011\n"
            "message 3, frame 3 of 3, 0 bytes\n");
}

TEST_CASE("hex: rows that repeat become one asterisk")
{
    REQUIRE(text("hex", {std::string(64, 'a') + 'b'}) ==
            "message 3, frame 1 of 1, 65 bytes\n"
            "00000000  61 61 61 61 61 61 61 61  61 61 61 61 61 61 61 61  |aaaaaaaaaaaaaaaa|\n"
            "*\n"
            "00000040  62                                                |b|\n"
            "00000041\n");
}

TEST_CASE("envelope: one line of JSON with the time and every frame")
{
    REQUIRE(text("envelope", {"cpu", "{\"x\":1}", std::string("\0\xff", 2), ""}) ==
            "{\"t\":1763870400.012345678,\"frames\":[\"cpu\",\"{\\\"x\\\":1}\",{\"b64\":\"AP8=\"},\"\"]}\n");
}

TEST_CASE("a template prints what it says and nothing else")
{
    REQUIRE(text("%T %n %t=%p (%s, %f) 100%%\\n", {"cpu", "abcd", "x"}) ==
            "1763870400.012345678 3 cpu=abcd (4, 3) 100%\n");
    REQUIRE(text("<%t|%p>", {"one"}) == "<|one>");
    REQUIRE(text("%p\\0", {"a\xff\n"}) == std::string("a\xff\n\0", 4));
    REQUIRE(make_formatter("%T", {})->needs_time());
    REQUIRE_FALSE(make_formatter("%p%%T", {})->needs_time());
}

TEST_CASE("a terminal is given nothing from outside to obey, a pipe is given the bytes")
{
    FormatOptions terminal;
    terminal.terminal = true;
    const std::string evil = "\"\xe2\x80\xae\x7f\"";
    CHECK(text("json", {evil}, terminal) == "\"\\u202e\\u007f\"\n");
    CHECK(text("json", {evil}) == evil + "\n");
    CHECK(text("envelope", {"\u009b"}, terminal) ==
          "{\"t\":1763870400.012345678,\"frames\":[\"\\u009b\"]}\n");
    CHECK(text("envelope", {"\u009b"}) == "{\"t\":1763870400.012345678,\"frames\":[\"\u009b\"]}\n");
    CHECK(text("\x1b[1m%t\x1b[m %p\\n", {"a\x1b[2J", "b\r\x9b\n"}, terminal) ==
          "\x1b[1ma\\x1b[2J\x1b[m b\\x0d\\x9b\n\n");
    CHECK(text("%t%p", {"a\x1b[2J", "b\r\x9b"}) == "a\x1b[2Jb\r\x9b");
}

TEST_CASE("json: a NUL at the end, or a topic before it in the only frame")
{
    CHECK(text("json", {std::string("{}\0", 3)}) == "{}\n");
    CHECK(text("json", {"cpu {\"x\": 1}"}) == "{\"x\":1}\n");
    CHECK(print("json", {"t", "cpu {}"}).reason.starts_with("not JSON: "));
}

TEST_CASE("jsonl: time, topic, payload and what more there is, in one line")
{
    const std::string time = "{\"t\":1763870400.012345678,";
    CHECK(text("jsonl", {"cpu", "{ \"x\": NaN }"}) == time + "\"topic\":\"cpu\",\"data\":{\"x\":null}}\n");
    CHECK(text("jsonl", {"5"}) == time + "\"topic\":\"\",\"data\":5}\n");
    CHECK(text("jsonl", {"cpu {\"x\":1}"}) == time + "\"topic\":\"cpu\",\"data\":{\"x\":1}}\n");
    CHECK(text("jsonl", {"t", "no \"json\""}) == time + "\"topic\":\"t\",\"data\":\"no \\\"json\\\"\"}\n");
    CHECK(text("jsonl", {"\xff", "\xff", "7", ""}) ==
          time + "\"topic\":{\"b64\":\"/w==\"},\"data\":{\"b64\":\"/w==\"},\"more\":[\"7\",\"\"]}\n");
    FormatOptions terminal;
    terminal.terminal = true;
    CHECK(text("jsonl", {"t", "\xe2\x80\xae"}, terminal) == time + "\"topic\":\"t\",\"data\":\"\\u202e\"}\n");
}

TEST_CASE("jsonl: a profile that reads all frames leaves none over")
{
    const auto message = zws::test::message_of({"a", "b", "c"});
    const std::string decoded = "{\"sequence\":1}";
    std::string out;
    REQUIRE(make_formatter("jsonl", {})->print({message, 1, {}, &decoded, {}, true}, out) == "");
    CHECK(out == "{\"t\":0.000000000,\"topic\":\"a\",\"data\":{\"sequence\":1}}\n");
}

TEST_CASE("fields: the values alone")
{
    const auto fields = [](const std::vector<std::string>& pointers, const Frames& frames,
                           const FormatOptions& options = {}) {
        Printed printed;
        const auto message = zws::test::message_of(frames);
        printed.reason = zws::cat::field_format(pointers, options)->print({message, 1}, printed.text);
        return printed;
    };
    const std::string payload = R"({"x": 1.0, "s": "a\tb\\\u202e", "o": [ 1, 2 ], "n": null})";
    CHECK(fields({"/x"}, {"t", payload}).text == "1.0\n");
    CHECK(fields({"/s"}, {payload}).text == "a\tb\\\u202e\n");
    CHECK(fields({"/x", "/s", "/o", "/n"}, {payload}).text == "1.0\ta\\tb\\\\\u202e\t[1,2]\tnull\n");
    FormatOptions options;
    options.delimiter = ";";
    options.terminal = true;
    CHECK(fields({"/s"}, {payload}, options).text == "a\tb\\\\xe2\\x80\\xae;");
    CHECK(fields({"/x"}, {"cpu {\"x\":1}"}).text == "1\n");
    for (const auto* missing : {"{}", "7", R"({"x":1})"}) {
        const Printed printed = fields({"/x", "/y"}, {missing});
        CHECK(printed.text == "");
        CHECK(printed.reason.starts_with("no /"));
    }
    CHECK(fields({"/x"}, {"{"}).reason.starts_with("no JSON: parse error"));
}

TEST_CASE("what is neither a name nor a template is refused with all names")
{
    REQUIRE_THROWS_WITH(make_formatter("xml", {}),
                        "not one of text, raw, json, jsonl, hex, envelope, or a template with '%'");
    REQUIRE_THROWS_WITH(make_formatter("jason", {}), Catch::Matchers::EndsWith(" (did you mean json?)"));
    REQUIRE_THROWS_AS(make_formatter("", {}), std::invalid_argument);
    REQUIRE_THROWS_WITH(make_formatter("%", {}), Catch::Matchers::ContainsSubstring("position 1"));
    for (const auto& name : zws::cat::format_names())
        REQUIRE(make_formatter(name, {}) != nullptr);
}
