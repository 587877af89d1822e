// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws {

/// Why `text` is not a JSON text (RFC 8259), with the position; empty if it is.
std::string json_error(std::string_view text);

/// Reads JSON as loggers write it, also with NaN and infinities in the spellings of Python, JavaScript, R and
/// C (NaN, Infinity, NA, inf, -nan, in any case). Where there are such, `text` becomes a view of `buffer`, in
/// which they are null; plain JSON stays where it is. Returns why it is not JSON, with the position; empty if
/// it is.
std::string read_json(std::string_view& text, std::string& buffer);

/// Appends what read_json() reads, in one line (append_compact()); returns why it is not JSON, empty if it
/// is.
std::string append_json(std::string& out, std::string_view text);

/// Appends valid JSON without the white space between its tokens; the tokens stay as they are.
void append_compact(std::string& out, std::string_view text);

/// Appends valid JSON with one member or element a line, indented by 2 spaces a level (at most 64 levels);
/// the tokens stay as they are.
void append_indented(std::string& out, std::string_view text);

/// Appends the JSON that a frame has, in one line. It is the whole frame, or the frame without the NUL byte
/// at its end, which strings of C have. Where it is neither and the message has no other frame (`alone`), it
/// is what comes after the first blank, and what comes before is the topic: "cpu {"load":0.5}". What begins
/// as an object, an array or a string of JSON has no such topic.
///
/// Sets `topic`, empty where there is none. Returns why the frame has no JSON, empty if it has some.
std::string append_json_payload(std::string& out, std::string_view frame, bool alone,
                                std::string_view& topic);

} // namespace zws
