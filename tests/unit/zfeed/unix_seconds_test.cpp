// SPDX-License-Identifier: MIT
#include "tools/zfeed/unix_seconds.hpp"

#include "libcommon/text/time_text.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support/variable.hpp"
#include "tests/unit/support/vectors.hpp"
#include "tools/zfeed/number_text.hpp"

using zws::parse_time_text;
using namespace zws::feed;

namespace {

/// Unix seconds as zfeed writes them; empty for what is not a time.
std::string seconds(std::string_view text)
{
    std::string out;
    if (is_number(text))
        append_unix_number(out, text);
    else if (const auto time = parse_time_text(text))
        append_seconds(out, *time);
    return out;
}

} // namespace

TEST_CASE("times come in many forms, the same as the page takes")
{
    const zws::test::Variable zone("TZ", "UTC");
    for (const auto& row : zws::test::vectors("vectors/times.json")) {
        const auto text = row.at("text").get<std::string>();
        INFO(text);
        if (row.at("seconds").is_null())
            CHECK(seconds(text).empty());
        else
            CHECK(std::stod("0" + seconds(text).substr(seconds(text).starts_with('-') ? 1 : 0)) ==
                  Approx(std::abs(row.at("seconds").get<double>())).epsilon(1e-15));
    }
}

TEST_CASE("Unix times keep all their digits")
{
    CHECK(seconds("1704164645123456789") == "1704164645.123456789");
    CHECK(seconds("1704164645123.5") == "1704164645.1235");
    CHECK(seconds("-1704164645123") == "-1704164645.123");
    CHECK(seconds("1704164645.10") == "1704164645.10");
    CHECK(seconds("1969-12-31T23:59:59.5Z") == "-0.5");
    CHECK(seconds("nan") == "null");
}

TEST_CASE("a time of day without an offset is local")
{
    const zws::test::Variable zone("TZ", "CET-1CEST,M3.5.0,M10.5.0/3");
    CHECK(seconds("2024-01-02 04:04:05") == "1704164645");
    CHECK(seconds("2024-07-02 05:04:05,25") == "1719889445.25");
    CHECK(seconds("2024-01-02") == "1704153600");
}
