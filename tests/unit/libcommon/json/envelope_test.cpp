// SPDX-License-Identifier: MIT
#include "libcommon/json/envelope.hpp"

#include "tests/unit/catch.hpp"

#include <random>

using Frames = std::vector<std::string>;
using Time = std::chrono::system_clock::time_point;

namespace {

constexpr Time some_time(std::chrono::nanoseconds(1763870400'123'456'789));

std::string line_of(const Frames& frames, Time time = some_time)
{
    std::string line;
    zws::append_envelope(line, time, zws::Message(frames));
    return line;
}

/// The frames that `line` holds.
Frames frames_of(std::string_view line)
{
    zws::Envelope envelope;
    REQUIRE(zws::parse_envelope(line, envelope) == "");
    return envelope.frames;
}

std::string why_not(std::string_view line)
{
    zws::Envelope envelope;
    return zws::parse_envelope(line, envelope);
}

/// Bytes of kinds that are written in different ways.
std::string random_frame(std::mt19937& random)
{
    static const Frames pieces{"a",
                               "\"",
                               "\\",
                               std::string(1, '\0'),
                               "\n",
                               "\x1f",
                               "\x7f",
                               "\xc3\xbc",
                               "\xf0\x9f\x90\xa7",
                               "\xff",
                               "\xed\xa0\x80",
                               "\xc3",
                               "{\"b64\":\"",
                               "\xe2\x80\xa8"};
    std::string frame;
    for (auto left = random() % 12; left > 0; --left)
        frame += random() % 3 == 0 ? std::string(1, static_cast<char>(random()))
                                   : pieces[random() % pieces.size()];
    return frame;
}

} // namespace

TEST_CASE("an envelope is one line that says all of a message")
{
    REQUIRE(line_of({"cpu", "{\"x\":1,\"y\":2}", std::string("\0\1\2\xff", 4)}) ==
            R"({"t":1763870400.123456789,"frames":["cpu","{\"x\":1,\"y\":2}",{"b64":"AAEC/w=="}]})");
    REQUIRE(line_of({""}) == R"({"t":1763870400.123456789,"frames":[""]})");
}

TEST_CASE("whatever the bytes and however many frames, an envelope gives them back")
{
    std::mt19937 random(GENERATE(range(1U, 6U)));
    zws::Envelope envelope; // used again, as a reader does
    for (int i = 0; i < 2000; ++i) {
        Frames frames(1 + random() % 5);
        for (auto& frame : frames)
            frame = random_frame(random);
        const Time time(std::chrono::nanoseconds(random() * std::int64_t{1'000'000'007}));
        const std::string line = line_of(frames, time);
        INFO(line);
        REQUIRE(line.find('\n') == std::string::npos);
        REQUIRE(zws::parse_envelope(line, envelope) == "");
        REQUIRE(envelope.frames == frames);
        REQUIRE(envelope.time == time);
    }
}

TEST_CASE("every beginning of an envelope is known to be cut off")
{
    const std::string line = line_of({"topic", "\xff\xfe", "\"\\\n"});
    for (std::size_t size = 0; size < line.size(); ++size)
        REQUIRE(why_not(line.substr(0, size)) != "");
}

TEST_CASE("what jq makes of an envelope is one too")
{
    REQUIRE(
        frames_of(
            R"( { "frames" : [ "\u00fc\ud83d\udc27" , {"b64":""}, { "b64" : "AA==" } ] , "t" : 1.5e9 } )") ==
        Frames{"\xc3\xbc\xf0\x9f\x90\xa7", "", std::string(1, '\0')});
    zws::Envelope envelope;
    REQUIRE(zws::parse_envelope(R"({"t":1763870400,"frames":["x"]})", envelope) == "");
    REQUIRE(envelope.time == Time(std::chrono::seconds(1763870400)));
    REQUIRE(zws::parse_envelope(R"({"frames":["x"]})", envelope) == "");
    REQUIRE_FALSE(envelope.time.has_value());
}

TEST_CASE("members that are not known are passed over, whatever is in them")
{
    REQUIRE(frames_of(R"({"n":[1,{"frames":["no"],"t":[]},[[]],"x"],"m":{"b64":"no"},"k":null,)"
                      R"("frames":["yes"],"z":-1.5,"s":""})") == Frames{"yes"});
}

TEST_CASE("what is not an envelope is refused with the reason")
{
    REQUIRE(why_not("[]") == "not an object");
    REQUIRE(why_not("1") == "not an object");
    REQUIRE(why_not("{}") == "no frames");
    REQUIRE(why_not(R"({"frames":[]})") == "no frames");
    REQUIRE(why_not(R"({"frames":["a"],"frames":["b"]})") == "'frames' twice");
    REQUIRE(why_not(R"({"t":"1","frames":["a"]})") == "'t' is not a time");
    REQUIRE(why_not(R"({"t":-1,"frames":["a"]})") == "'t' is not a time");
    REQUIRE(why_not(R"({"frames":["a",{"b64":"*"}]})") == "a frame that is not base64");
    for (const auto* line :
         {R"({"frames":"a"})", R"({"frames":[1]})", R"({"frames":[["a"]]})", R"({"frames":[{}]})",
          R"({"frames":[{"b64":1}]})", R"({"frames":[{"b46":"AA=="}]})",
          R"({"frames":[{"b64":"AA==","b64":"AA=="}]})", R"({"frames":{"b64":"AA=="}})"}) {
        INFO(line);
        REQUIRE(why_not(line) == "an invalid frame");
    }
    REQUIRE_THAT(why_not("{\"frames\":[\"\xff\"]}"), Catch::Matchers::StartsWith("parse error"));
    REQUIRE_THAT(why_not(R"({"frames":["a"]} x)"), Catch::Matchers::StartsWith("parse error"));
    REQUIRE_THAT(why_not(std::string("{\"frames\":[\"a\"]}\0", 17)),
                 Catch::Matchers::StartsWith("parse error"));
}
