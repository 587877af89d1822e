// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>
#include <system_error>

namespace zws {

/// What a tool's exit status says (zws(7), EXIT STATUS).
enum class ExitCode : int { done = 0, failure = 1, usage = 2, time_limit = 3 };

/// A failure at run time; what() names what was attempted, on what, and why it failed.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
    virtual ExitCode exit_code() const noexcept { return ExitCode::failure; }
};

/// The user gave invalid arguments; what() names the option and the value.
class UsageError : public Error {
public:
    using Error::Error;
    ExitCode exit_code() const noexcept override { return ExitCode::usage; }
};

/// A time limit passed before the wanted count was reached.
class TimeLimit : public Error {
public:
    using Error::Error;
    ExitCode exit_code() const noexcept override { return ExitCode::time_limit; }
};

/// Nobody reads our stdout any more: a quiet end, not a failure.
class OutputClosed : public Error {
public:
    OutputClosed() : Error("stdout was closed") {}
    ExitCode exit_code() const noexcept override { return ExitCode::done; }
};

/// "ATTEMPT: reason", the reason being that of `errno_value`.
inline Error system_error(const std::string& attempt, int errno_value)
{
    return Error(attempt + ": " + std::generic_category().message(errno_value));
}

} // namespace zws
