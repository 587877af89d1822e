// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace zws::feed {

/// Finds where values of JSON end in a stream of lines, as jq reads them: several on a line, one after the
/// other, or over several lines. It looks at brackets, commas, colons and quotes; whether a value is JSON the
/// caller checks.
class JsonSplitter {
public:
    enum class Found {
        value, ///< one ends at `at`
        more,  ///< the line has no other end
        error  ///< what stands at `at` cannot stand there
    };

    /// Looks at `line` from `at` on, and moves `at` to where it stopped. After an error, reset() is due.
    Found next(std::string_view line, std::size_t& at);

    /// Where in its line the last value began.
    std::size_t begin() const { return begin_; }

    /// Whether a value goes on in the next line.
    bool open() const { return !brackets_.empty(); }

    void reset();

private:
    enum class Expected { value, value_or_end, name, name_or_end, colon, comma_or_end };

    bool scan(std::string_view line, std::size_t& at);
    bool take_bracket(char c);
    bool take_end(char c);
    bool take_mark(char c);
    bool take_text();
    bool take_value();

    std::string brackets_; ///< that are open
    Expected expected_ = Expected::value;
    std::size_t begin_ = 0;
};

} // namespace zws::feed
