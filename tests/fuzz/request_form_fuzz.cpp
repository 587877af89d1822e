// SPDX-License-Identifier: MIT
// The head of a request: its form, and all checks that look at its fields.
#include "tools/zws2browser/http/host_check.hpp"
#include "tools/zws2browser/http/request_target.hpp"
#include "tools/zws2browser/http/static_files.hpp"
#include "tools/zws2browser/http/token.hpp"
#include "tools/zws2browser/websocket/handshake.hpp"

#include <boost/beast/http/parser.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    using namespace zws::browser;
    if (!is_head_in_order(text))
        return 0;
    http::request_parser<http::empty_body> parser;
    boost::system::error_code failure;
    parser.put(boost::asio::buffer(text), failure);
    if (failure || !parser.is_header_done() || refuse_form(parser.get()))
        return 0;
    const Request& request = parser.get();
    HostCheck({}, {}, "http").refuse(request, boost::asio::ip::address_v4::loopback());
    Token("secret", false).refuse(request, {});
    refuse_handshake(request);
    offered_batches(request);
    accepted_window(request);
    accepts_gzip(request);
    return 0;
}
