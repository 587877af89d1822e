// SPDX-License-Identifier: MIT
#include "tools/zws2browser/websocket/text_end.hpp"

#include "tests/unit/catch.hpp"

using namespace zws::browser;

TEST_CASE("a text is whole where its last character is")
{
    const std::string text = "a\u00e9\u20ac\U0001f600\u00e9\u20acz";
    const auto is_end = [&text](std::size_t i) {
        return i == text.size() || (static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U;
    };
    TextEnd bytewise;
    CHECK(bytewise.is_whole());
    for (std::size_t i = 1; i <= text.size(); ++i) {
        bytewise.add(text.substr(i - 1, 1));
        CHECK(bytewise.is_whole() == is_end(i));
        TextEnd at_once;
        at_once.add(text.substr(0, i));
        at_once.add("");
        CHECK(at_once.is_whole() == is_end(i));
    }
}
