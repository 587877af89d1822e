// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http/http.hpp"
#include "tools/zws2browser/http/request_target.hpp"
#include "tools/zws2browser/http/site.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace zws::browser {

/// Whether a client accepts an answer compressed with gzip (RFC 9110 section 12.5.3). One that says nothing
/// does not: it may be a script that would not expect it.
bool accepts_gzip(const Request& request);

/// A part of a file; an empty one cannot be sent (416).
struct ByteRange {
    std::size_t first = 0;
    std::size_t size = 0;

    bool operator==(const ByteRange&) const = default;
};

/// Which part of a file of `size` bytes a Range header (RFC 9110 section 14.2) asks for; nothing if it is to
/// be ignored: other units, several ranges, malformed.
std::optional<ByteRange> parse_byte_range(std::string_view header, std::size_t size);

/// The answer to a method other than GET and HEAD; nothing for these.
std::optional<Response> refuse_method(const Request& request);

/// The answer to a request for a file of the page, or for a part of it (RFC 9110 section 14), or that it is
/// still the same (section 13).
Response answer_page(const Site& site, const RequestTarget& target, const Request& request);

} // namespace zws::browser
