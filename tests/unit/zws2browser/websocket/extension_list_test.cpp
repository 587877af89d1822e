// SPDX-License-Identifier: MIT
#include "tools/zws2browser/websocket/extension_list.hpp"

#include "tests/unit/catch.hpp"

using zws::browser::is_extension_list;

TEST_CASE("a list of extensions is taken in all forms of its grammar")
{
    for (const auto* text : {"permessage-deflate", "permessage-deflate; client_max_window_bits",
                             "a; b=1; c=\"2\" ,\td;e = 3", "a,,b", " a ", "x-webkit-deflate-frame", ""})
        CHECK(is_extension_list(text));
}

TEST_CASE("what is no list of extensions is not taken")
{
    for (const auto* text : {";", "a;", "a; =1", "a; b=", "a; b=\"\"", "a; b=\"1", "a; b=1\"", "a b",
                             "a; b c", "a=1", "a/b", "(a)", "a; b=\"1 2\"", "a; b=\"1\"x", "\xc3\xa4"})
        CHECK_FALSE(is_extension_list(text));
}
