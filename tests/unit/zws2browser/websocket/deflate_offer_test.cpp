// SPDX-License-Identifier: MIT
#include "tools/zws2browser/websocket/deflate_offer.hpp"

#include "tests/unit/catch.hpp"

#include <initializer_list>

using namespace zws::browser;

namespace {

std::optional<int> window(std::initializer_list<const char*> headers)
{
    Request request{http::verb::get, "/ws", 11};
    for (const char* header : headers)
        request.insert(http::field::sec_websocket_extensions, header);
    return accepted_window(request);
}

} // namespace

TEST_CASE("offers as browsers and libraries make them")
{
    CHECK(window({"permessage-deflate"}) == 15);
    CHECK(window({"permessage-deflate; client_max_window_bits"}) == 15);
    CHECK(window({"Permessage-Deflate;Client_Max_Window_Bits=8;server_max_window_bits=9"}) == 9);
    CHECK(window({"permessage-deflate; server_max_window_bits=\"12\""}) == 12);
    CHECK(window({"permessage-deflate; server_no_context_takeover; client_no_context_takeover"}) == 15);
}

TEST_CASE("the first offer that can be honoured is taken")
{
    CHECK(window({"permessage-deflate; server_max_window_bits=8, permessage-deflate"}) == 15);
    CHECK(window({"x-webkit-deflate-frame", "permessage-deflate; server_max_window_bits=10"}) == 10);
    CHECK(window({"permessage-deflate; mode=fast, permessage-deflate; server_max_window_bits=11, "
                  "permessage-deflate"}) == 11);
}

TEST_CASE("offers that cannot be honoured, or are none")
{
    CHECK_FALSE(window({}));
    CHECK_FALSE(window({""}));
    CHECK_FALSE(window({"x-unknown"}));
    CHECK_FALSE(window({"permessage-deflate; server_max_window_bits=8"}));
    for (const char* wrong :
         {"server_max_window_bits", "server_max_window_bits=7", "server_max_window_bits=16",
          "server_max_window_bits=015", "server_max_window_bits=1x", "client_max_window_bits=7",
          "server_no_context_takeover=1", "client_no_context_takeover=true", "unknown",
          "client_max_window_bits; client_max_window_bits",
          "server_max_window_bits=12; server_max_window_bits=12"}) {
        INFO(wrong);
        CHECK_FALSE(window({(std::string("permessage-deflate; ") + wrong).c_str()}));
    }
}
