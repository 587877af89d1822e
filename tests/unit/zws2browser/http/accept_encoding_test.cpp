// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/accept_encoding.hpp"

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
