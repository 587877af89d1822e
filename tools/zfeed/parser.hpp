// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws::feed {

/// What became of a line.
struct Parsed {
    std::vector<std::string_view> frames; ///< of the message to send; none: there is none (yet)
    std::optional<std::chrono::system_clock::time_point> time; ///< when it came first, of a recording
};

/// Turns lines into messages, in one of the forms that --format names.
class Parser {
public:
    Parser() = default;
    virtual ~Parser() = default;
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// Sets `parsed`, whose frames stay valid until the next call and as long as `line` does. Returns why the
    /// line cannot be taken, empty if it can. Throws Error where no line can be, for want of a column.
    virtual std::string parse(std::string_view line, Parsed& parsed) = 0;

    /// Called at the end of the input: why what was begun is not whole, empty if it is.
    virtual std::string finish() { return {}; }
};

} // namespace zws::feed
