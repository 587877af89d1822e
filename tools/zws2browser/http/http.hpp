// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http/content.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/status.hpp>
#include <string>
#include <string_view>

namespace zws::browser {

namespace http = boost::beast::http;

using Request = http::request<http::empty_body>;
using Response = http::response<ContentBody>;

/// An answer with the headers that all have; caches do not keep it.
Response make_response(http::status status, std::string_view content_type, Content body);
Response make_response(http::status status, std::string_view content_type, std::string body);

/// An answer to what went wrong: its reason as one line of text.
Response make_refusal(http::status status, std::string_view reason);

/// That this cannot be served now, but soon.
Response refuse_for_want_of_room(std::string_view reason);

} // namespace zws::browser
