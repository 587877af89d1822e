// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tests/unit/zpeek/sampled.hpp"
#include "tools/zpeek/reporting/json_report.hpp"
#include "tools/zpeek/reporting/text_report.hpp"

using namespace std::string_literals;
using zws::Endpoint;
using zws::peek::Samples;
using zws::peek::StreamFindings;

namespace {

using Frames = std::vector<std::string>;

/// The findings of a look of two seconds at what is in `samples`.
StreamFindings findings(const Samples& samples)
{
    zws::peek::Options options;
    options.input.endpoints = {{Endpoint::Side::connect, "tcp://127.0.0.1:5001"}};
    StreamFindings stream{{{options.input.endpoints[0], {"PUB", "3.1", "NULL"}, ""}},
                          std::chrono::seconds(2),
                          &samples,
                          {},
                          {},
                          {}};
    for (const auto& sample : samples.all()) {
        stream.found.push_back(look_into(sample));
        stream.commands.push_back(commands_for(stream.found.back(), options, samples.all().size() == 1));
    }
    return stream;
}

} // namespace

TEST_CASE("the report of the article's series")
{
    Samples samples;
    zws::test::sample(samples, 20, [](int i, double now) {
        return Frames{"{\"x\":" + std::to_string(now) + ",\"y\":" + std::to_string(2.5 + i % 4) + '}'};
    });
    CHECK(text_report(findings(samples)) == R"(connect tcp://127.0.0.1:5001: a PUB, ZMTP 3.1, mechanism NULL
20 messages in 2.0 s, 720 B, 1 topic

no topic: 20 messages, 10.0/s, 360.0 B/s, 36 B each, 98.6 ms between them (p99 98.6 ms)
  frame      36 B, json: it is an object of JSON; certain
  time       /x in s: it is within a second of the arrival; certain
  sequence   not known
  fields
    /x  number  1796000000 to 1796000001.9  1796000000
    /y  number  2.5 to 5.5                  2.5

Type next:
  zmqcat --connect tcp://127.0.0.1:5001 --format json
  zws2browser --connect tcp://127.0.0.1:5001
    and open http://127.0.0.1:8000/
)");
}

TEST_CASE("plain text has the fields that the page reads, with all of their digits")
{
    const auto example = [](const std::string& text, const char* pointer) {
        Samples samples;
        zws::test::sample(samples, 5, [&](int, double) { return Frames{"t", text}; });
        const auto fields = look_into(samples.all().front()).fields;
        const auto* const field = fields->find(pointer);
        return field == nullptr ? "(none)" : field->example();
    };
    CHECK(example("a=1152921504606846977 b=2", "/a") == "1152921504606846977");
    CHECK(example("w,c=Oslo n=1152921504606846977i 1796000000123456789", "/n") == "1152921504606846977");
    CHECK(example("w,c=Oslo n=1i 1796000000123456789", "/time") == "1796000000123456789");
    CHECK(example("1796000000,2,1152921504606846977", "/2") == "1152921504606846977");
    CHECK(example("1796000000,on,1152921504606846977", "/2") == "1152921504606846977");
    CHECK(example("1152921504606846977", "") == "1152921504606846977");
    CHECK(example("a=1152921504606846977.5 b=2", "/a") == "1152921504606847000"); // it is rounded anyway
    CHECK(example("{'n': 1152921504606846977, 'on': True}", "/n") == "1152921504606846977");
    CHECK(example("{'n': 1152921504606846977, 'on': True}", "/on") == "true");
    CHECK(example("2026-11-30T00:53:20Z {\"n\":1152921504606846977}", "/n") == "1152921504606846977");
    CHECK(example("2026-11-30T00:53:20Z {\"name\":\"x\"}", "/name") == "\"x\"");
}

TEST_CASE("the report of frames that are not all known")
{
    Samples samples;
    zws::test::sample(samples, 10, [](int i, double) {
        return Frames{"can\x1b", "\xff\xfe"s + static_cast<char>(i * 7),
                      std::string(1, static_cast<char>(i + (i > 4 ? 1 : 0))) + "\0\0\0"s};
    });
    zws::test::sample(samples, 1, [](int, double) { return Frames{"door", "open"}; });
    CHECK(text_report(findings(samples)) == R"(connect tcp://127.0.0.1:5001: a PUB, ZMTP 3.1, mechanism NULL
11 messages in 2.0 s, 118 B, 2 topics

topic can\x1b: 10 messages, 10.0/s, 110.0 B/s, 11 B each, 98.6 ms between them (p99 98.6 ms)
  frame 0    4 B, the topic
  frame 1    3 B, not known: its bytes are of no form that is known here
  frame 2    4 B, a sequence number, as u32le
  time       not known
  sequence   last:u32le, 1 lost in 1 gap of 10 messages

topic door: 1 message, 0.5/s, 4.0 B/s, 8 B each
  frame 0    4 B, the topic
  frame 1    4 B, text: it can be read; certain
  time       not known
  sequence   not known

Type next:
  zmqcat --connect tcp://127.0.0.1:5001 --format hex --seq last:u32le
  zmqcat --connect tcp://127.0.0.1:5001 --topic door
)");
}

TEST_CASE("the report of nothing")
{
    const Samples samples;
    auto stream = findings(samples);
    stream.peers[0].problem = "Connection refused: nobody listens there";
    stream.advice = {"Is it there?"};
    CHECK(text_report(stream) == R"(connect tcp://127.0.0.1:5001: Connection refused: nobody listens there
0 messages in 2.0 s

What to try:
  Is it there?
)");
    CHECK(
        json_report(stream) ==
        R"({"peer":{"endpoint":"tcp://127.0.0.1:5001","side":"connect","type":"PUB","zmtp":"3.1","mechanism":"NULL",)"
        R"("problem":"Connection refused: nobody listens there"},"looked":2.0,"messages":0,"others":0,"topics":[],)"
        R"("try":["Is it there?"]})");
}

TEST_CASE("the report as JSON")
{
    Samples samples;
    zws::test::sample(samples, 20, [](int i, double now) {
        return Frames{"\xff", "{\"ts\":" + std::to_string(static_cast<std::int64_t>(now * 1e3)) +
                                  ",\"seq\":" + std::to_string(i + (i > 9 ? 2 : 0)) + '}'};
    });
    CHECK(
        json_report(findings(samples)) ==
        R"({"peer":{"endpoint":"tcp://127.0.0.1:5001","side":"connect","type":"PUB","zmtp":"3.1","mechanism":"NULL",)"
        R"("problem":null},"looked":2.0,"messages":20,"others":0,"topics":[{"topic":{"b64":"/w=="},"messages":20,)"
        R"("rate":10.0,"bytes":590,"bytes_rate":295.0,"size":{"least":29,"greatest":30},"interval":{"p50":0.098566144,)"
        R"("p99":0.098566144},"frames":2,"layout":[{"least":1,"greatest":1,"encoding":null,"surety":"not known",)"
        R"("told_by":"its bytes are of no form that is known here"},{"least":28,"greatest":29,"encoding":"json",)"
        R"("surety":"certain","told_by":"it is an object of JSON"}],"payload":1,"encoding":"json","surety":"certain",)"
        R"("told_by":"it is an object of JSON","decode":null,"profile":null,"time":{"field":"/ts","unit":"ms",)"
        R"("surety":"certain","told_by":"it is within a second of the arrival","own_clock":false,"page":true},)"
        R"("sequence":"json:/seq","gaps":1,"lost":2,"shared":false,"fields":{"/ts":{"type":"integer",)"
        R"("least":1796000000000,"greatest":1796000001900,"example":1796000000000},"/seq":{"type":"integer","least":0,)"
        R"("greatest":21,"example":0}},"commands":[)"
        R"("zmqcat --connect tcp://127.0.0.1:5001 --format json --seq json:/seq",)"
        R"("zws2browser --connect tcp://127.0.0.1:5001"],"page":"http://127.0.0.1:8000/"}],"try":[]})");
}
