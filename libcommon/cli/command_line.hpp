// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/log.hpp"
#include "libcommon/cli/option.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zws {

/// A tool's table of options, and what follows from it: parsing, help and shell completion.
///
/// Every option can come from the command line, from the environment (zsine's --rate as ZSINE_RATE), or from
/// the file that --config names; the first of these that has it wins. Parsing opens nothing but that file.
class CommandLine {
public:
    /// What the user asked for; all but `run` end after printing something.
    enum class Action { run, help, version, completion };

    /// `summary` is one sentence with a full stop.
    CommandLine(std::string tool, std::string summary);

    /// The options added from here on stand under this heading in --help.
    CommandLine& section(std::string title);

    /// Adds an option; `names` is "count" or "count,n".
    CommandLine& add(const std::string& names, Value value, std::string help);

    /// Called after parsing, to check combinations of options; throws UsageError.
    CommandLine& check(std::function<void()> check);

    /// Adds a kind of operand; a text is of the kind that was added first among those that take it.
    CommandLine& operand(Operand kind);

    /// What to say of an operand that no kind takes, after its text.
    CommandLine& operand_hint(std::string hint);

    /// Names the tool in help, version, completion and messages as it was called: by the last part of `path`.
    /// A name that is not a plain word is not taken.
    void call(std::string_view path);

    /// Sets the targets of all options that were given; throws UsageError.
    Action parse(int argc, const char* const* argv);

    std::string help() const;

    /// The script for the shell that --completion named, for called_as().
    std::string completion() const;

    /// The tool's name, or that of a link to it.
    const std::string& called_as() const { return called_as_; }
    const std::vector<Option>& options() const { return options_; }
    log::Level log_level() const;

private:
    void add_general_options();

    std::string tool_;
    std::string called_as_;
    std::string summary_;
    std::string section_;
    Operands operands_;
    std::vector<Option> options_;
    std::vector<std::function<void()>> checks_;

    struct General;
    std::shared_ptr<General>
        general_; ///< the table's rows refer to it, so it stays where it is when this moves
};

} // namespace zws
