// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws::feed {

/// What a parser makes of a line, or of several.
struct Parsed {
    std::vector<std::string_view> frames;                      ///< of the message to send
    std::optional<std::chrono::system_clock::time_point> time; ///< when it came first, of a recording
};

/// Takes what a parser makes of lines.
class Sink {
public:
    Sink() = default;
    virtual ~Sink() = default;
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;

    /// Sends a message, whose frames stay as they are until this returns.
    virtual void send(const Parsed& parsed) = 0;

    /// Takes why a line, `lines_before` the last one, was not sent.
    virtual void refuse(const std::string& why, std::uint64_t lines_before) = 0;

    /// Takes what was not understood of the last line, which is sent all the same.
    virtual void remark(const std::string& what) = 0;
};

/// Turns lines into messages, in one of the forms that --format names.
class Parser {
public:
    Parser() = default;
    virtual ~Parser() = default;
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// Gives `sink` the messages that end with this line. Throws Error where none can be made of any line,
    /// for want of a column.
    virtual void parse(std::string_view line, Sink& sink) = 0;

    /// Called at the end of the input, for what was begun.
    virtual void finish(Sink&) {}

    /// The last lines, of something that was begun and that the next line goes on with.
    virtual std::uint64_t open_lines() const { return 0; }
};

enum class Format { lines, numbers, csv, json, envelope, mcap };
enum class Header { automatic, yes, no };

/// How lines become messages.
struct ParseOptions {
    Format format = Format::lines;
    std::optional<std::string> topic; ///< of all messages; of recordings what the topics begin with
    std::string topic_from; ///< where each message has its topic: a column, or a JSON pointer; empty: nowhere
    std::string x;          ///< column or JSON pointer of x; empty: not told
    std::vector<std::string> y; ///< columns or JSON pointers of the values; none: all
    Header header = Header::automatic;
    std::optional<char> separator; ///< of CSV; none: as the first line shows
};

/// A parser for `options`, as at the start of an input; none for mcap, which has no lines.
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
