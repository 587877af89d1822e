// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/static_files.hpp"

#include "tests/unit/catch.hpp"

#include <initializer_list>

using namespace zws::browser;

namespace {

bool accepts(std::initializer_list<const char*> fields)
{
    Request request;
    for (const auto* const field : fields)
        request.insert(http::field::accept_encoding, field);
    return accepts_gzip(request);
}

} // namespace

TEST_CASE("gzip is for who names it, or takes anything")
{
    for (const auto* const field :
         {"gzip", "GZip", "x-gzip", "gzip, deflate, br, zstd", "br;q=1.0,gzip;q=0.001",
          "identity , gzip ; q=0.5", "*", "br, *;q=0.1", "gzip, *;q=0", ", ,gzip"})
        CHECK(accepts({field}));
    CHECK(accepts({"br", "gzip"}));
}

TEST_CASE("gzip is not for who does not say so, or declines it")
{
    CHECK_FALSE(accepts({}));
    for (const auto* const field : {"", "identity", "br;q=1", "gzip;q=0", "gzip;q=0.000, br", "*;q=0",
                                    "*, gzip;q=0", "gzipped", "deflate;gzip", "\"gzip\"", ";gzip", "="})
        CHECK_FALSE(accepts({field}));
    CHECK_FALSE(accepts({"*", "gzip;q=0"}));
}

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

TEST_CASE("a range after the end is empty")
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
