// SPDX-License-Identifier: MIT
#include "libcommon/json/json_likeness.hpp"

#include "libcommon/json/json_text.hpp"
#include "tests/unit/catch.hpp"

#include <random>
#include <string>

using zws::json_error;
using zws::JsonLikeness;

namespace {

bool knows(std::string_view learnt, std::string_view text)
{
    JsonLikeness likeness;
    likeness.learn(learnt);
    return likeness.knows(text);
}

} // namespace

TEST_CASE("other digits in the same places are JSON as well")
{
    CHECK(knows(R"({"t":1763870400.25,"n":10})", R"({"t":1763870499.05,"n":90})"));
    CHECK(knows(R"({"t":1763870400.25,"n":10})", R"({"t":1763870400.25,"n":10})"));
    CHECK(knows(R"({"name":"sensor-12"})", R"({"name":"sensor-34"})"));
    CHECK(knows("[1e-7,0.5]", "[2e-3,9.0]"));
}

TEST_CASE("what may not be JSON is not known")
{
    CHECK_FALSE(JsonLikeness().knows(""));
    CHECK_FALSE(JsonLikeness().knows("1"));
    CHECK_FALSE(knows(R"({"n":12})", R"({"n":02})"));
    CHECK_FALSE(knows(R"({"n":-12})", R"({"n":-02})"));
    CHECK_FALSE(knows(R"({"n":12})", R"({"n":1})"));
    CHECK_FALSE(knows(R"({"n":12})", R"({"n":1x})"));
    CHECK_FALSE(knows(R"({"n":12})", R"({"n":1:})"));
    CHECK_FALSE(knows("1234567890", "0234567890"));
    CHECK_FALSE(knows("[1,1234567890]", "[1,0234567890]"));
    CHECK_FALSE(knows(R"(["\ud83d\ude00"])", R"(["\ud73d\ude00"])"));
    CHECK_FALSE(knows("[1e1000000000]", "[1e9000000000]"));
    const std::string large = '"' + std::string(2000, '1') + '"';
    CHECK_FALSE(knows(large, large));
}

TEST_CASE("whatever is known is JSON")
{
    const std::string learnt = R"({"t":1763870400.25,"n":-10,"s":"a 01\"","e":[1e5,-0.5,0,20],"u":"\u00e4"})";
    const std::string plain = R"({"t":1763870400.25,"n":-10,"s":"a 01","e":[1e5,-0.5,0,20],"u":"ä"} )";
    REQUIRE(json_error(learnt).empty());
    REQUIRE(json_error(plain).empty());
    std::minstd_rand random(1);
    const std::string bytes = "0000123456789.,:-e\"/\xff";
    int known = 0;
    for (int round = 0; round < 100'000; ++round) {
        std::string text = round % 8 == 0 ? learnt : plain;
        const std::string before = text;
        for (auto changes = random() % 4 + 1; changes > 0; --changes)
            text[random() % text.size()] = bytes[random() % bytes.size()];
        INFO(text);
        const bool is_known = knows(before, text);
        REQUIRE((!is_known || json_error(text).empty()));
        known += is_known ? 1 : 0;
    }
    CHECK(known > 100);
}
