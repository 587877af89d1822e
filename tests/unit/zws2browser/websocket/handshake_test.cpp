// SPDX-License-Identifier: MIT
#include "tools/zws2browser/websocket/handshake.hpp"

#include "tests/unit/catch.hpp"

#include <initializer_list>

using namespace zws::browser;
using zws::browser::is_extension_list;

TEST_CASE("a list of extensions is taken in all forms of its grammar")
{
    for (const auto* text : {"permessage-deflate", "permessage-deflate; client_max_window_bits",
                             "a; b=1; c=\"2\" ,\td;e = 3", "a,,b", " a ", "x-webkit-deflate-frame", ""})
        CHECK(is_extension_list(text));
}

TEST_CASE("what is not a list of extensions is not taken")
{
    for (const auto* text : {";", "a;", "a; =1", "a; b=", "a; b=\"\"", "a; b=\"1", "a; b=1\"", "a b",
                             "a; b c", "a=1", "a/b", "(a)", "a; b=\"1 2\"", "a; b=\"1\"x", "\xc3\xa4"})
        CHECK_FALSE(is_extension_list(text));
}

namespace {

Request good_handshake()
{
    Request request{http::verb::get, "/ws", 11};
    request.set(http::field::host, "127.0.0.1");
    request.set(http::field::upgrade, "WebSocket");
    request.set(http::field::connection, "keep-alive, Upgrade");
    request.set(http::field::sec_websocket_version, "13");
    request.set(http::field::sec_websocket_key, "dGhlIHNhbXBsZSBub25jZQ==");
    return request;
}

http::status refusal(const Request& request)
{
    const auto response = refuse_handshake(request);
    return response ? response->result() : http::status::switching_protocols;
}

} // namespace

TEST_CASE("a handshake in order is not refused")
{
    CHECK(asks_for_websocket(good_handshake()));
    CHECK_FALSE(refuse_handshake(good_handshake()));
}

TEST_CASE("a plain request does not ask for WebSocket")
{
    auto request = good_handshake();
    request.erase(http::field::connection);
    CHECK_FALSE(asks_for_websocket(request));
    CHECK(refusal(request) == http::status::upgrade_required);
}

TEST_CASE("another version is told which one is spoken")
{
    auto request = good_handshake();
    request.set(http::field::sec_websocket_version, "8");
    const auto response = refuse_handshake(request);
    REQUIRE(response);
    CHECK(response->result() == http::status::upgrade_required);
    CHECK((*response)[http::field::sec_websocket_version] == "13");
    CHECK((*response)[http::field::upgrade] == "websocket");
}

TEST_CASE("a version that is given twice is none")
{
    auto request = good_handshake();
    for (const auto* second : {"13", "8"}) {
        request.set(http::field::sec_websocket_version, "13");
        request.insert(http::field::sec_websocket_version, second);
        CHECK(refusal(request) == http::status::upgrade_required);
    }
}

TEST_CASE("lists may be spread over several fields")
{
    auto request = good_handshake();
    for (const auto name : {http::field::connection, http::field::upgrade}) {
        const std::string last(request[name]);
        request.set(name, "other");
        request.insert(name, last);
        CHECK_FALSE(refuse_handshake(request));
    }
}

TEST_CASE("a handshake with a body is refused")
{
    auto request = good_handshake();
    request.set(http::field::content_length, "0");
    CHECK_FALSE(refuse_handshake(request));
    request.set(http::field::content_length, "1");
    CHECK(refusal(request) == http::status::bad_request);
    request.erase(http::field::content_length);
    request.set(http::field::transfer_encoding, "chunked");
    CHECK(refusal(request) == http::status::bad_request);
}

TEST_CASE("a key that is not 16 bytes in base64, or given twice, is refused")
{
    auto request = good_handshake();
    for (const auto* key :
         {"", "dGhl", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQAA", "dGhl!HNhbXBsZSBub25jZQ=="}) {
        request.set(http::field::sec_websocket_key, key);
        CHECK(refusal(request) == http::status::bad_request);
    }
    request.set(http::field::sec_websocket_key, "dGhlIHNhbXBsZSBub25jZQ==");
    request.insert(http::field::sec_websocket_key, "dGhlIHNhbXBsZSBub25jZQ==");
    CHECK(refusal(request) == http::status::bad_request);
}

TEST_CASE("a handshake is a GET of HTTP/1.1")
{
    auto request = good_handshake();
    request.method(http::verb::post);
    CHECK(refusal(request) == http::status::bad_request);
    request = good_handshake();
    request.version(10);
    CHECK(refusal(request) == http::status::bad_request);
}

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
