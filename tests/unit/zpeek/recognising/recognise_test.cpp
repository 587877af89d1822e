// SPDX-License-Identifier: MIT
#include "tools/zpeek/recognising/recognise.hpp"

#include "tests/unit/catch.hpp"

#include <cmath>
#include <cstring>
#include <zlib.h>
#include <zstd.h>

using Catch::Matchers::ContainsSubstring;
using zws::peek::Column;
using zws::peek::Encoding;
using zws::peek::recognise;
using zws::peek::Surety;

namespace {

Encoding recognised(const std::vector<std::string>& frames)
{
    return recognise(Column(frames.begin(), frames.end()));
}

std::string deflated(const std::string& text, int bits)
{
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, bits, 9, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(deflateBound(&stream, text.size()) + 100, '\0');
    std::string in = text;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string zstd(const std::string& text)
{
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
    return out;
}

const std::string json = R"({"t":1796000000.5,"v":21.5})";

} // namespace

TEST_CASE("all messages of one kind are it for certain")
{
    const auto found = recognised({json, json, "{}"});
    CHECK(found.name == "json");
    CHECK(found.surety == Surety::certain);
    CHECK(found.decode.empty());
}

TEST_CASE("messages of several kinds are of none")
{
    const auto mixed = recognised({json, "door open", json, "door closed"});
    CHECK(mixed.name.empty());
    CHECK_THAT(mixed.told_by, ContainsSubstring("2 kinds") && ContainsSubstring("2 of 4"));
    std::vector<std::string> frames(19, json);
    frames.emplace_back("hello");
    const auto most = recognised(frames);
    CHECK(most.name == "json");
    CHECK_THAT(most.told_by, ContainsSubstring("19 of 20"));
}

TEST_CASE("compressed payloads, and what is inside")
{
    CHECK(recognised({deflated(json, 15)}).decode == "zlib,json");
    CHECK(recognised({deflated(json, 31)}).decode == "gzip,json");
    CHECK(recognised({deflated(json, -15)}).decode == "deflate,json");
    CHECK(recognised({zstd(json)}).decode == "zstd,json");
    CHECK(recognised({deflated("\x82\xa1t\x05\xa1v\x05", 15)}).name == "zlib,msgpack");
    CHECK(recognised({deflated(deflated(json, 15), 31)}).name == "gzip,zlib,json");
    const auto inside = recognised({deflated("\x01\x02\xff", 15)});
    CHECK(inside.name == "zlib");
    CHECK(inside.known());
    CHECK(recognised({deflated(json, 15), json}).name.empty());
}

TEST_CASE("a little that is very much when decompressed is not all made")
{
    const std::string bomb = deflated(std::string(50'000'000, ' '), 15);
    CHECK(recognised(std::vector<std::string>(200, bomb)).name == "zlib");
}

TEST_CASE("lines with texts between separators")
{
    const auto found = recognised({"2026-11-30 11:00:00,host1,ok,12", "2026-11-30 11:00:01,host1,ok,13"});
    CHECK(found.name == "csv");
    CHECK(recognised({"well, yes, 1", "no, 2"}).name == "text");
}

TEST_CASE("floats with stream tags of GNU Radio in front")
{
    // The magic number, version 1, an offset, and no tags.
    std::string frame("\xf0\x5f\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 19);
    for (int i = 0; i < 64; ++i) {
        const auto number = static_cast<float>(std::sin(i / 3.0));
        frame.append(reinterpret_cast<const char*>(&number), sizeof number);
    }
    CHECK(recognised({frame}).decode == "gnuradio,f32le");
}

TEST_CASE("nothing, and what is of no known form")
{
    CHECK(recognised({}).name.empty());
    CHECK(recognised({""}).name == "empty");
    const auto unknown = recognised({"\xfe\xed\xfa\xce\xff\xff\xff"});
    CHECK(unknown.name.empty());
    CHECK(unknown.surety == Surety::none);
    CHECK_FALSE(unknown.known());
}

TEST_CASE("what is perhaps something is not known")
{
    CHECK_FALSE(recognised({"\x08\x96\x01\x12\x02hi"}).known());
    CHECK_FALSE(recognised({"\x91\x05"}).known());
    CHECK(recognised({"\x91\x05", "\x91\x06", "\x91\x07"}).known());
}
