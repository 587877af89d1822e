// SPDX-License-Identifier: MIT
#include "libcommon/json/json_string.hpp"

#include "tests/unit/catch.hpp"

TEST_CASE("a JSON string escapes quotes, backslashes and controls, and nothing else")
{
    std::string out = ">";
    zws::append_json_string(out, std::string("a\"b\\c/\b\f\n\r\t\0\x1f\x7f\xc3\xbc\xe2\x80\xa8", 19));
    REQUIRE(out == ">\"a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\xc3\xbc\xe2\x80\xa8\"");
}

TEST_CASE("bytes that are no UTF-8 become an object with their base64")
{
    std::string out;
    zws::append_json_bytes(out, "");
    zws::append_json_bytes(out, "\xc3\xbc");
    zws::append_json_bytes(out, "\xfc");
    REQUIRE(out == "\"\"\"\xc3\xbc\"{\"b64\":\"/A==\"}");
}
