// SPDX-License-Identifier: MIT
#include "libcommon/text/base64.hpp"

#include "tests/unit/catch.hpp"

namespace {

std::string encoded(std::string_view bytes)
{
    std::string out;
    zws::append_base64(out, bytes);
    return out;
}

} // namespace

TEST_CASE("the vectors of RFC 4648 section 10, both ways")
{
    const std::vector<std::pair<std::string, std::string>> vectors{{"", ""},
                                                                   {"f", "Zg=="},
                                                                   {"fo", "Zm8="},
                                                                   {"foo", "Zm9v"},
                                                                   {"foob", "Zm9vYg=="},
                                                                   {"fooba", "Zm9vYmE="},
                                                                   {"foobar", "Zm9vYmFy"},
                                                                   {"\xfb\xff\xfe", "+//+"}};
    for (const auto& [bytes, text] : vectors) {
        REQUIRE(encoded(bytes) == text);
        std::string back;
        REQUIRE(zws::decode_base64(back, text));
        REQUIRE(back == bytes);
    }
}

TEST_CASE("what is not exactly base64 is refused")
{
    for (const auto* text :
         {"Z", "Zg", "Zg=", "Zg==Zg==", "=", "====", "Zh==", "Zm9=", "Zm 8=", "Zm-_", "Z===", "Zg=x"}) {
        std::string back;
        INFO(text);
        REQUIRE_FALSE(zws::decode_base64(back, text));
    }
}

TEST_CASE("base64url has other marks and no padding, whatever stands in front of it")
{
    std::string out = "+/=";
    zws::append_base64url(out, "\xfb\xff\xfe\xfb");
    REQUIRE(out == "+/=-__--w");
}
