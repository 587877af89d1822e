// SPDX-License-Identifier: MIT
#include "tools/zws2browser/handshake.hpp"
#include "tools/zws2browser/request_form.hpp"

#include <boost/beast/http/parser.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
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
    if (!failure && parser.is_header_done() && !refuse_form(parser.get()))
        refuse_handshake(parser.get());
    return 0;
}
