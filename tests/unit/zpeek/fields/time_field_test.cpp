// SPDX-License-Identifier: MIT
#include "tools/zpeek/fields/time_field.hpp"

#include "libcommon/text/number.hpp"
#include "tests/unit/catch.hpp"
#include "tools/zpeek/fields/page_time.hpp"
#include "tools/zpeek/fields/sequence_field.hpp"

#include <array>
#include <functional>

using zws::peek::Fields;
using zws::peek::Surety;

namespace {

constexpr double start = 1'796'000'000; // 2026-11-30

struct Found {
    Fields fields;
    std::string page;
};

/// Of messages a tenth of a second apart, `count` of them.
Found fields_of(const std::function<std::string(int i, double now)>& make, int count = 20)
{
    Found found;
    for (int i = 0; i < count; ++i) {
        const double now = start + 0.1 * i;
        const auto json = make(i, now);
        zws::JsonTree tree;
        const auto* const value = tree.read(json);
        REQUIRE(value != nullptr);
        if (found.page.empty())
            found.page = zws::peek::page_time(*value, now).value_or("");
        found.fields.add(*value, json, {now, -1});
    }
    return found;
}

std::string time_in(const std::function<std::string(int i, double now)>& make, int count = 20)
{
    const auto found = fields_of(make, count);
    const auto time = find_time(found.fields, found.page);
    return time ? time->pointer + ' ' + time->unit : "";
}

std::string member(const std::string& name, double value)
{
    return "{\"v\":7,\"" + name + "\":" + zws::shown_number(value) + '}';
}

std::string sequence_in(const std::function<std::string(int i, double now)>& make, int count = 20)
{
    const auto found = fields_of(make, count);
    const auto time = find_time(found.fields, found.page);
    const auto sequence = find_sequence(found.fields, time ? time->pointer : "");
    return sequence ? sequence->pointer + ' ' + std::to_string(sequence->steps.lost) : "";
}

} // namespace

TEST_CASE("the time that the page takes, in each unit")
{
    CHECK(time_in([](int, double now) { return member("t", now); }) == "/t s");
    CHECK(time_in([](int, double now) { return member("timestamp", now * 1e3); }) == "/timestamp ms");
    CHECK(time_in([](int, double now) { return member("TS", now * 1e6); }) == "/TS us");
    CHECK(time_in([](int, double now) { return member("@time", now * 1e9); }) == "/@time ns");
    CHECK(time_in([](int, double now) { return "{\"y\":1,\"x\":" + zws::shown_number(now) + '}'; }) ==
          "/x s");
    CHECK(time_in([](int, double) { return R"({"v":7,"ts":"2026-11-30T00:53:20Z"})"; }) == "/ts iso");
    CHECK(time_in([](int, double now) { return '[' + zws::shown_number(now) + ",7]"; }) == "/0 s");
    CHECK(time_in([](int, double now) { return "[{\"ts\":" + zws::shown_number(now) + ",\"v\":7}]"; }) ==
          "/0/ts s");
    CHECK(time_in([](int, double now) {
              return "{\"d\":{\"ts\":" + zws::shown_number(now) + ",\"v\":7}}";
          }) == "/d/ts s");
    CHECK(time_in([](int, double) { return R"({"v":7,"ts":1258531221.5})"; }) == "/ts s"); // a recording
}

TEST_CASE("what the page takes for the time and cannot be one is none")
{
    CHECK(time_in([](int i, double) { return member("t", 21 + i % 3); }).empty());
    CHECK(time_in([](int i, double now) {
              return "{\"t\":" + std::to_string(21 + i % 3) + ",\"at\":" + zws::shown_number(now) + '}';
          }) == "/at s");
}

TEST_CASE("other names of times, and other fields that are near now")
{
    CHECK(time_in([](int, double now) { return member("time_us", now * 1e6); }) == "/time_us us");
    CHECK(time_in([](int, double now) { return member("when", now); }) == "/when s");
    CHECK(time_in([](int, double now) {
              return R"({"header":{"stamp":{"secs":)" + std::to_string(static_cast<long>(now)) +
                     R"(,"nsecs":5}}})";
          }) == "/header/stamp/secs s");
    CHECK(time_in([](int, double now) {
              return "{\"start_time\":" + zws::shown_number(now - 5) +
                     ",\"end_time\":" + zws::shown_number(now) + '}';
          }) == "/end_time s");
    CHECK(time_in([](int i, double) { return member("uptime_ms", 5000 + 100 * i); }) == "/uptime_ms ms");
    CHECK(time_in([](int i, double) { return member("uptime", 5 + 0.1 * i); }) == "/uptime s");
}

TEST_CASE("what only looks like a time is none")
{
    CHECK(time_in([](int i, double) { return member("clock_hz", 1.2e9 + i); }).empty());
    CHECK(time_in([](int, double) { return member("boot_time", start - 3600); }, 30).empty());
    CHECK(time_in([](int i, double) { return member("serial", 1'763'870'400 + 7 * i); }).empty());
    CHECK(time_in([](int i, double) { return member("v2", 0.1 * i); }).empty());
    CHECK(time_in([](int, double) { return R"({"born_date":"1970-01-02","v":1})"; }).empty());
    CHECK(time_in([](int i, double) { return member("update_count", i); }).empty());
}

TEST_CASE("sequence numbers, and what is missing of them")
{
    CHECK(sequence_in([](int i, double) { return member("seq", i); }) == "/seq 0");
    CHECK(sequence_in([](int i, double) { return member("seq", i < 10 ? i : i + 5); }) == "/seq 5");
    CHECK(sequence_in([](int i, double) {
              return "{\"a\":" + std::to_string(i) + ",\"frame_id\":" + std::to_string(9 + i) + '}';
          }) == "/frame_id 0");
    CHECK(sequence_in([](int i, double) { return member("whatever", 100 + i); }, 60) == "/whatever 0");
}

TEST_CASE("other numbers are not taken for a sequence")
{
    CHECK(sequence_in([](int i, double) { return member("count", 17 * i); }).empty());
    CHECK(sequence_in([](int i, double) { return member("seq", -i); }).empty());
    CHECK(sequence_in([](int, double) { return member("seq", 5); }).empty());
    CHECK(sequence_in([](int i, double) { return member("uptime", i); }).empty());
    CHECK(sequence_in([](int i, double) { return member("heading", 100 + i); }).empty());
    CHECK(sequence_in([](int i, double) { return member("temp", 20 + 0.5 * i); }).empty());
}
