// SPDX-License-Identifier: MIT
#include "libcommon/codec/zstd.hpp"

#include "tests/unit/catch.hpp"

#include <zstd.h>

using zws::codec::unzstd;

namespace {

std::string compressed(const std::string& text)
{
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
    return out;
}

} // namespace

TEST_CASE("what zstd compressed comes back")
{
    for (const auto& text : {std::string(), std::string("{\"x\":1}"), std::string(1'000'000, 'x')}) {
        const auto packed = compressed(text);
        std::string out = ">";
        CHECK(unzstd(packed, out) == "");
        CHECK(out == ">" + text);
        CHECK(unzstd(packed.substr(0, packed.size() - 1), out) == "it is cut off");
    }
    std::string out;
    CHECK(unzstd(compressed("one ") + compressed("two"), out) == "");
    CHECK(out == "one two");
}

TEST_CASE("what zstd did not compress has a reason")
{
    std::string out;
    CHECK(unzstd("", out) == "it is cut off");
    CHECK_FALSE(unzstd("{\"x\":1}", out).empty());
    CHECK_FALSE(unzstd(compressed("one") + "x", out).empty());
}

TEST_CASE("a little that zstd makes very much of is refused")
{
    std::string out;
    CHECK(unzstd(compressed(std::string(1'000'000, 'x')), out, 100'000) ==
          "more than 100000 bytes when decompressed");
    CHECK(out.size() < 200'000);
}
