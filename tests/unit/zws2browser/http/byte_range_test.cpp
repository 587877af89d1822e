// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/byte_range.hpp"

#include "tests/unit/catch.hpp"

using namespace zws::browser;

TEST_CASE("a range is clipped to the file")
{
    CHECK(parse_byte_range("bytes=0-0", 10) == ByteRange{0, 1});
    CHECK(parse_byte_range("bytes=2-5", 10) == ByteRange{2, 4});
    CHECK(parse_byte_range("bytes=5-", 10) == ByteRange{5, 5});
    CHECK(parse_byte_range("bytes=5-99", 10) == ByteRange{5, 5});
    CHECK(parse_byte_range("bytes=5-18446744073709551615", 10) == ByteRange{5, 5});
    CHECK(parse_byte_range("bytes=-3", 10) == ByteRange{7, 3});
    CHECK(parse_byte_range("bytes=-99", 10) == ByteRange{0, 10});
}

TEST_CASE("a range behind the end is empty")
{
    CHECK(parse_byte_range("bytes=10-", 10)->size == 0);
    CHECK(parse_byte_range("bytes=0-", 0)->size == 0);
    CHECK(parse_byte_range("bytes=-0", 10)->size == 0);
}

TEST_CASE("what is malformed or more than one range is ignored")
{
    for (const auto* text :
         {"", "bytes=", "bytes=-", "bytes=1", "bytes=a-b", "bytes=5-2", "bytes=0-1,3-4", "lines=0-1",
          "bytes=--1", "bytes=-1-2", "bytes=99999999999999999999-", "bytes= 1-2"})
        CHECK_FALSE(parse_byte_range(text, 10));
}
