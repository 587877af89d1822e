// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
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

} // namespace zws::feed
