// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zfeed/columns.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws::feed {

/// What is between the fields of a line of CSV: of tab, semicolon, comma and bar the one that is there most
/// often outside of quotes. A line that begins with a digit or a sign is numbers, in which a comma can be a
/// decimal mark: there the first of these that is there at all. A comma where there is none.
char detect_separator(std::string_view line);

/// What a first line "sep=;", as Excel reads and writes it, says; nothing for other lines.
std::optional<char> declared_separator(std::string_view line);

/// A record of CSV (RFC 4180 section 2), which may take several lines: a quoted field can have line breaks.
/// A quote inside a field that does not begin with one stands for itself. Blanks around a field are left out,
/// those in quotes stay.
class CsvRecord {
public:
    enum class State { whole, open, bad };

    explicit CsvRecord(char separator) : separator_(separator) {}

    void separator(char c) { separator_ = c; }
    char separator() const { return separator_; }

    /// Adds a line without its line break, to the record that is open or as the start of the next one.
    State add(std::string_view line);

    /// The fields of the record that is whole; valid until the next call of add().
    const Fields& fields();

    /// Why the record is bad.
    const char* error() const { return error_; }

    static constexpr std::size_t longest = std::size_t{1} << 20U; // bytes

private:
    enum class At { field, quoted, after_quote };

    void begin();
    std::string_view trimmed(std::string_view text) const;
    std::string_view scan(std::string_view rest);
    std::string_view take_quoted(std::string_view rest);
    std::string_view take_plain(std::string_view rest);

    char separator_;
    At at_ = At::field;
    const char* error_ = "";
    std::string text_;              ///< of all fields, one after the other
    std::vector<std::size_t> ends_; ///< of the fields in text_
    Fields fields_;
};

} // namespace zws::feed
