// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/static_files.hpp"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <charconv>
#include <optional>
#include <sstream>
#include <string>

namespace zws::browser {

namespace {

using boost::beast::iequals;

/// Whether the weight among the parameters is more than 0, as it is if none is given.
bool is_acceptable(const http::param_list& parameters)
{
    for (const auto& [name, value] : parameters)
        if (iequals(name, "q"))
            return value.find_first_not_of("0.") != boost::beast::string_view::npos;
    return true;
}

} // namespace

bool accepts_gzip(const Request& request)
{
    std::optional<bool> gzip;
    std::optional<bool> others;
    const auto [begin, end] = request.equal_range(http::field::accept_encoding);
    for (auto field = begin; field != end; ++field) {
        std::istringstream codings{std::string(field->value())};
        for (std::string coding; std::getline(codings, coding, ',');) {
            coding += ';'; // without, Boost 1.81 loses a last parameter that has no value
            for (const auto& [name, parameters] : http::ext_list(coding)) {
                if (iequals(name, "gzip") || iequals(name, "x-gzip"))
                    gzip = is_acceptable(parameters);
                else if (name == "*")
                    others = is_acceptable(parameters);
            }
        }
    }
    return gzip.value_or(others.value_or(false));
}

namespace {

std::optional<std::size_t> parse_position(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

} // namespace

std::optional<ByteRange> parse_byte_range(std::string_view header, std::size_t size)
{
    constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit))
        return std::nullopt;
    const auto range = header.substr(unit.size());
    const auto dash = range.find('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    const auto first = parse_position(range.substr(0, dash));
    const auto last = parse_position(range.substr(dash + 1));
    if (dash == 0) { // the last bytes
        if (!last)
            return std::nullopt;
        return ByteRange{size - std::min(*last, size), std::min(*last, size)};
    }
    if (!first || (!last && dash + 1 != range.size()) || (last && *last < *first))
        return std::nullopt;
    if (*first >= size)
        return ByteRange{};
    return ByteRange{*first, std::min(last.value_or(size - 1), size - 1) - *first + 1};
}

namespace {

/// Whether If-None-Match names this (RFC 9110 section 13.1.2, weak comparison).
bool names(std::string_view header, const std::string& tag)
{
    return header == "*" || header.find(tag) != std::string_view::npos;
}

/// The part that is asked for; nothing for all of it.
std::optional<ByteRange> wanted_part(const Request& request, const std::string& tag, std::size_t size)
{
    const auto condition = request[http::field::if_range];
    if (request.method() != http::verb::get || request.count(http::field::range) != 1 ||
        (!condition.empty() && condition != tag))
        return std::nullopt;
    return parse_byte_range(request[http::field::range], size);
}

Response answer_content(http::status status, const SiteFile& file, Content content)
{
    auto response = make_response(status, file.content_type, std::move(content));
    if (file.is_gzipped)
        response.set(http::field::content_encoding, "gzip");
    return response;
}

Response answer_part(const SiteFile& file, ByteRange part)
{
    const auto size = std::to_string(file.content.bytes.size());
    if (part.size == 0) {
        auto refusal = make_refusal(http::status::range_not_satisfiable, "there are no such bytes");
        refusal.set(http::field::content_range, "bytes */" + size);
        return refusal;
    }
    auto response =
        answer_content(http::status::partial_content, file, file.content.part(part.first, part.size));
    response.set(http::field::content_range, "bytes " + std::to_string(part.first) + '-' +
                                                 std::to_string(part.first + part.size - 1) + '/' + size);
    return response;
}

Response answer_unchanged(const SiteFile& file)
{
    auto response = make_response(http::status::not_modified, file.content_type, "");
    response.erase(http::field::content_type);
    response.erase(http::field::content_length);
    return response;
}

} // namespace

std::optional<Response> refuse_method(const Request& request)
{
    if (request.method() == http::verb::get || request.method() == http::verb::head)
        return std::nullopt;
    auto refusal = make_refusal(http::status::method_not_allowed, "only GET and HEAD");
    refusal.set(http::field::allow, "GET, HEAD");
    return refusal;
}

Response answer_page(const Site& site, const RequestTarget& target, const Request& request)
try {
    auto file = site.find(target.path, accepts_gzip(request));
    if (!file)
        return make_refusal(http::status::not_found, "there is nothing at this path");
    const auto& tag = file->tag;
    const auto part = wanted_part(request, tag, file->content.bytes.size());
    auto response = names(request[http::field::if_none_match], tag) ? answer_unchanged(*file)
                    : part                                          ? answer_part(*file, *part)
                           : answer_content(http::status::ok, *file, file->content);
    if (file->has_gzipped)
        response.set(http::field::vary, "Accept-Encoding");
    response.set(http::field::etag, tag);
    response.set(http::field::accept_ranges, "bytes");
    response.set(http::field::cache_control, "no-cache"); // kept, but asked for each time
    return response;
} catch (const FileCache::NoRoom&) {
    return refuse_for_want_of_room("too many files are on their way");
}

} // namespace zws::browser
