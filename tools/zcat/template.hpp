// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace zws::cat {

/// Throws std::invalid_argument with what is wrong with a form of strftime(3), such as "%H:%M:%S", in which
/// %N is the nanoseconds of the second, and %3N the first three digits of them.
void check_time_form(std::string_view form);

/// Appends `time` in such a form, in local time or in UTC.
void append_time(std::string& out, std::chrono::system_clock::time_point time, std::string_view form,
                 bool utc);

/// A piece of a template: text that is printed as it is, or something of the message.
struct Part {
    enum class Kind { literal, time, local_time, utc_time, number, topic, payload, size, frames };

    Kind kind;
    std::string literal = {}; ///< text, or the form of a time (append_time())

    bool operator==(const Part&) const = default;
};

using Template = std::vector<Part>;

/// Takes a template apart: %T receive time, %{FORM}T and %{FORM}U the same in a form of
/// strftime(3), local or UTC, %n number, %t topic, %p payload, %s its size, %f frame count, %%,
/// and the escapes \n, \t, \0 and \\. Throws std::invalid_argument with what is wrong and its position,
/// counted from 1.
Template parse_template(std::string_view text);

} // namespace zws::cat
