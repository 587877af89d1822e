// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zfeed/parser.hpp"

#include <memory>
#include <string>
#include <vector>

namespace zws::feed {

enum class Format { lines, numbers, csv, json, envelope };
enum class Header { automatic, yes, no };

/// How lines become messages.
struct ParseOptions {
    Format format = Format::lines;
    std::optional<std::string> topic; ///< of all messages
    std::string topic_from; ///< where each message has its topic: a column, or a JSON pointer; empty: nowhere
    std::string x;          ///< column or JSON pointer of x; empty: not told
    std::vector<std::string> y; ///< columns or JSON pointers of the values; none: all
    Header header = Header::automatic;
    std::optional<char> separator; ///< of CSV; none: as the first line shows
};

/// A parser for `options`, as at the begin of an input.
std::unique_ptr<Parser> make_parser(const ParseOptions& options);

/// Each line is a payload as it is.
std::unique_ptr<Parser> line_parser(const ParseOptions& options);

/// Each line is a row of numbers between white space. Lines of words in front of the first row name the
/// columns where they have as many words; where they come again they are passed over.
std::unique_ptr<Parser> number_parser(const ParseOptions& options);

/// Rows of CSV (RFC 4180), with or without a heading, as many programs write it: the separator is told or
/// seen, a heading of units below that of names is passed over, and so are lines that begin with '#'.
std::unique_ptr<Parser> csv_parser(const ParseOptions& options);

/// Each line is a JSON text.
std::unique_ptr<Parser> json_parser(const ParseOptions& options);

/// Each line is an envelope (zws::Envelope).
std::unique_ptr<Parser> envelope_parser();

} // namespace zws::feed
