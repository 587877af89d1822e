// SPDX-License-Identifier: MIT
#pragma once

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace zws {

/// The events of Boost.JSON's basic_parser, each of which is taken and does nothing. Who reads JSON derives
/// from it, and hides those that matter. Texts and numbers come in parts where the parser has to change them;
/// the last part ends them.
struct JsonEvents {
    using Error = boost::json::error_code;
    using Text = boost::json::string_view;

    static constexpr std::size_t max_object_size = SIZE_MAX;
    static constexpr std::size_t max_array_size = SIZE_MAX;
    static constexpr std::size_t max_key_size = SIZE_MAX;
    static constexpr std::size_t max_string_size = SIZE_MAX;

    static bool on_document_begin(Error&) { return true; }
    static bool on_document_end(Error&) { return true; }
    static bool on_object_begin(Error&) { return true; }
    static bool on_object_end(std::size_t, Error&) { return true; }
    static bool on_array_begin(Error&) { return true; }
    static bool on_array_end(std::size_t, Error&) { return true; }
    static bool on_key_part(Text, std::size_t, Error&) { return true; }
    static bool on_key(Text, std::size_t, Error&) { return true; }
    static bool on_string_part(Text, std::size_t, Error&) { return true; }
    static bool on_string(Text, std::size_t, Error&) { return true; }
    static bool on_number_part(Text, Error&) { return true; }
    static bool on_int64(std::int64_t, Text, Error&) { return true; }
    static bool on_uint64(std::uint64_t, Text, Error&) { return true; }
    static bool on_double(double, Text, Error&) { return true; }
    static bool on_bool(bool, Error&) { return true; }
    static bool on_null(Error&) { return true; }
    static bool on_comment_part(Text, Error&) { return true; }
    static bool on_comment(Text, Error&) { return true; }
};

/// Where it stands in front of JSON, readers may pass over it (RFC 8259 section 8.1).
inline constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// "parse error at line 3, column 4: REASON", as people count, or "parse error at the end: REASON".
std::string json_error_at(std::string_view text, std::size_t at, const std::string& reason);

/// Reads a JSON text (RFC 8259), nested 1000 deep at most, with Events(arguments...); one that refuses sets
/// an error. Calls `done` with the events, and returns what json_error_at() says is wrong; empty: nothing is.
template <class Events, class Done, class... Arguments>
std::string read_events(std::string_view text, Done done, Arguments&&... arguments)
{
    const std::size_t before = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    boost::json::parse_options options;
    options.max_depth = 1000;
    boost::json::basic_parser<Events> parser(options, std::forward<Arguments>(arguments)...);
    boost::json::error_code error;
    const auto left = text.substr(before);
    const auto at = parser.write_some(false, left.data(), left.size(), error);
    if (!error && at < left.size())
        error = boost::json::error::extra_data;
    done(parser.handler());
    return error ? json_error_at(text, before + at, error.message()) : std::string();
}

} // namespace zws
