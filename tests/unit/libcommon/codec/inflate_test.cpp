// SPDX-License-Identifier: MIT
#include "libcommon/codec/inflate.hpp"

#include "tests/unit/catch.hpp"

#include <zlib.h>

using zws::codec::inflate;
using zws::codec::Wrapping;

namespace {

std::string deflated(const std::string& text, Wrapping wrapping)
{
    z_stream stream{};
    const int bits = wrapping == Wrapping::none ? -15 : wrapping == Wrapping::zlib ? 15 : 31;
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

} // namespace

TEST_CASE("what was deflated comes back, in each wrapping")
{
    const auto wrapping = GENERATE(Wrapping::none, Wrapping::zlib, Wrapping::gzip);
    for (const auto& text : {std::string(), std::string("{\"x\":1}"), std::string(1'000'000, 'x')}) {
        const std::string packed = deflated(text, wrapping);
        std::string out = ">";
        REQUIRE(inflate(packed, wrapping, out) == "");
        REQUIRE(out == ">" + text);
        REQUIRE(inflate(packed.substr(0, packed.size() - 1), wrapping, out) == "it is cut off");
        if (wrapping != Wrapping::gzip)
            REQUIRE(inflate(packed + "x", wrapping, out) == "1 bytes after the end");
    }
}

TEST_CASE("gzip members follow each other")
{
    std::string out;
    REQUIRE(inflate(deflated("one ", Wrapping::gzip) + deflated("two", Wrapping::gzip), Wrapping::gzip,
                    out) == "");
    REQUIRE(out == "one two");
}

TEST_CASE("messages of permessage-deflate: the examples of RFC 7692 section 7.2.3")
{
    using namespace std::string_literals;
    const auto inflated = [](const std::string& message) {
        std::string out;
        REQUIRE(inflate(message, Wrapping::message, out) == "");
        return out;
    };
    CHECK(inflated("\xf2\x48\xcd\xc9\xc9\x07\x00"s) == "Hello");
    CHECK(inflated("\x00\x05\x00\xfa\xff\x48\x65\x6c\x6c\x6f\x00"s) == "Hello");         // not compressed
    CHECK(inflated("\xf3\x48\xcd\xc9\xc9\x07\x00\x00"s) == "Hello");                     // a final block
    CHECK(inflated("\xf2\x48\x05\x00\x00\x00\xff\xff\xca\xc9\xc9\x07\x00"s) == "Hello"); // two blocks
    CHECK(inflated("\x00"s).empty());
}

TEST_CASE("a message may end with a final block, or have several")
{
    const auto text = std::string(100'000, 'x') + "end";
    const auto one = deflated(text, Wrapping::none);
    std::string out;
    REQUIRE(inflate(one, Wrapping::message, out) == "");
    REQUIRE(inflate(one + one + '\0', Wrapping::message, out) == "");
    REQUIRE(out == text + text + text);
}

TEST_CASE("a message that is cut off, or none at all")
{
    const auto one = deflated("some text that is of no use when it is not whole", Wrapping::none);
    for (std::size_t size = 0; size < one.size(); ++size) {
        std::string out;
        REQUIRE(inflate(one.substr(0, size), Wrapping::message, out) != "");
    }
    std::string out;
    REQUIRE(inflate("\xff\xff\xff", Wrapping::message, out) == "invalid block type");
}

TEST_CASE("a bomb is refused, and takes no more memory than its limit")
{
    const std::string bomb = deflated(std::string(8'000'000, '\0'), Wrapping::zlib);
    REQUIRE(bomb.size() < 60'000);
    std::string out;
    REQUIRE(inflate(bomb, Wrapping::zlib, out, 1'000'000) == "more than 1000000 bytes when inflated");
    REQUIRE(out.size() < 1'100'000);
}

TEST_CASE("what is nothing of the kind is told")
{
    std::string out;
    REQUIRE(inflate("plain", Wrapping::zlib, out) == "incorrect header check");
    REQUIRE(inflate("", Wrapping::gzip, out) == "it is cut off");
}
