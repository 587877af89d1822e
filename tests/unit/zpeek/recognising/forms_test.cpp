// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zpeek/recognising/binary_forms.hpp"
#include "tools/zpeek/recognising/protobuf.hpp"
#include "tools/zpeek/recognising/text_forms.hpp"

using namespace std::string_literals;
using zws::peek::binary_form;
using zws::peek::is_type_name;
using zws::peek::Surety;
using zws::peek::text_form;

namespace {

std::string text_name(const std::string& text)
{
    const auto form = text_form(text);
    return form ? form->name : "(bytes)";
}

std::string binary_name(const std::string& bytes)
{
    const auto form = binary_form(bytes);
    return form ? form->name + '/' + std::string(word_of(form->surety)) : "(none)";
}

} // namespace

TEST_CASE("forms of text")
{
    CHECK(text_name(R"({"x":1})") == "json");
    CHECK(text_name("\xef\xbb\xbf {\"x\":NaN}\n\0"s) == "json");
    CHECK(text_name("[1,2]") == "json");
    CHECK(text_name("{\"x\":1}\n{\"x\":2}\n") == "jsonl");
    CHECK(text_name("{'x': 1}") == "text");
    CHECK(text_name(R"(12:34 {"x":1,"y":2})") == "text");
    CHECK(text_name(R"(2026-11-30 00:53:20 {"x":1,"y":2})") == "text");
    CHECK(text_name("weather,city=Oslo temp=21.5,on=t 1763870400000000000") == "influx");
    CHECK(text_name("a v=1 1\nb v=2 2\n") == "influx");
    CHECK(text_name(R"(ts=2026-11-30T11:00:00Z level=info msg="it is")") == "logfmt");
    CHECK(text_name("1763870400.5,21.5,40") == "csv");
    CHECK(text_name("$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n") == "nmea");
    CHECK(text_name("$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*48\r\n") == "text");
    CHECK(text_name("# HELP up whether\n# TYPE up gauge\nup 1\n") == "prometheus");
    CHECK(text_name("<a b=\"1\"/>") == "xml");
    CHECK(text_name("<unknown>") == "text");
    CHECK(text_name("21.5") == "text");
    CHECK(text_name("1 0 0 512") == "text");
    CHECK(text_name("door open") == "text");
    CHECK(text_name("\x01\x02") == "(bytes)");
    CHECK(text_name("\xff") == "(bytes)");
}

TEST_CASE("bytes that say what they are")
{
    CHECK(binary_name("\x93NUMPY\x01"s) == "npy/certain");
    CHECK(binary_name("\x89PNG\r\n\x1a\n1") == "png/certain");
    CHECK(binary_name("\xff\xd8\xff\xe0") == "jpeg/certain");
    CHECK(binary_name("RIFF1234WAVE5") == "wav/certain");
    CHECK(binary_name("RIFF1234XXXX5") == "(none)");
}

TEST_CASE("bytes whose structure fits from the first to the last")
{
    CHECK(binary_name("\x82\xa1t\xcb\0\0\0\0\0\0\0\0\xa1v\x05"s) == "msgpack/certain");
    CHECK(binary_name("\x82\xa1t\xcb\0\0\0\0\0\0\0\0\xa1v\x05\x05"s) == "(none)");
    CHECK(binary_name("\x92\xcb\0\0\0\0\0\0\0\0\xcb\0\0\0\0\0\0\0\0"s) == "msgpack/certain");
    CHECK(binary_name("\x91\x05") == "msgpack/perhaps");
    CHECK(binary_name("\xa2"
                      "at\xfb\0\0\0\0\0\0\0\0"
                      "av\x05"s) == "cbor/certain");
    CHECK(binary_name("\xd9\xd9\xf7\xa1"
                      "av\x05"s) == "cbor/certain");
    CHECK(binary_name("\x10\0\0\0\x01v\0\0\0\0\0\0\0\0\0\0"s) == "bson/certain");
    CHECK(binary_name("\x80\x04\x95\x06\0\0\0\0\0\0\0}\x94\x8c\x01t."s) == "pickle/certain");
    CHECK(binary_name("\x80\x04\x95\x66\0\0\0\0\0\0\0}\x94\x8c\x01t."s) == "(none)");
    CHECK(binary_name("\x80\x02}q\x01U\x01ts.") == "pickle/certain");
    CHECK(binary_name("\x05") == "(none)");
    CHECK(binary_name("") == "(none)");
}

TEST_CASE("fields of Protocol Buffers may be it, and are never sure")
{
    const auto found = zws::peek::as_protobuf({"\x08\x96\x01\x12\x02hi", "\x08\x05\x12\x01x"});
    REQUIRE(found);
    CHECK(found->name == "protobuf");
    CHECK(found->surety == Surety::perhaps);
    CHECK_FALSE(
        zws::peek::as_protobuf({"\x08\x96\x01\x12\x02hi", "\x0d\x01\x02\x03\x04"})); // another type of 1
    CHECK_FALSE(zws::peek::as_protobuf({"\x08\x96\x01\x12\x03hi"}));
    CHECK_FALSE(zws::peek::as_protobuf({std::string_view("\x00\x01\x02\x03", 4)}));
    CHECK_FALSE(zws::peek::as_protobuf({""}));
    CHECK(is_type_name("gz.msgs.Clock"));
    CHECK_FALSE(is_type_name("tcp://192.0.2.4:40123"));
    CHECK_FALSE(is_type_name("example.org"));
    CHECK_FALSE(is_type_name("a..B"));
    CHECK_FALSE(is_type_name("Clock"));
}
