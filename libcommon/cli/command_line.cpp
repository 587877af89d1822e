// SPDX-License-Identifier: MIT
#include "libcommon/cli/command_line.hpp"

#include "libcommon/cli/general_options.hpp"
#include "libcommon/cli/option_sources.hpp"
#include "libcommon/os/error.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <string_view>
#include <utility>

namespace zws {

namespace {

void set(const Value& value, const std::vector<option_sources::Given>& all)
{
    for (const auto& [origin, text] : all) {
        try {
            value.set(text);
        } catch (const std::invalid_argument& e) {
            const std::string reason = e.what();
            // A reason that quotes the text itself needs no second quotation.
            const std::string quoted = reason.starts_with('\'') ? " " : " '" + text + "': ";
            throw UsageError(origin + quoted + reason);
        }
    }
}

/// The options that make sense in a file or in the environment: all but those which print something and end.
std::vector<Option> lasting(const std::vector<Option>& options)
{
    std::vector<Option> out;
    std::copy_if(options.begin(), options.end(), std::back_inserter(out), [](const Option& option) {
        return option.name != "help" && option.name != "version" && option.name != "completion";
    });
    return out;
}

/// The last part of `path`; empty unless it is a plain word, which a shell script can name as it is.
std::string plain_name(std::string_view path)
{
    const auto name = path.substr(path.rfind('/') + 1); // npos + 1 is 0
    const bool plain = std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.';
    });
    return plain ? std::string(name) : "";
}

} // namespace

CommandLine::CommandLine(std::string tool, std::string summary)
    : tool_(std::move(tool)),
      called_as_(tool_),
      summary_(std::move(summary)),
      general_(std::make_shared<General>())
{
    add_general_options();
}

void CommandLine::add_general_options()
{
    using Shell = General::Shell;
    section("General");
    add("help,h", flag(general_->help), "print this help and exit");
    add("version,V", flag(general_->version), "print the version and exit");
    add("quiet,q", flag(general_->quiet), "print errors only");
    add("verbose,v", flag(general_->verbose), "print details");
    add("config", file(general_->config, "FILE"), "read options from FILE, one 'name = value' per line");
    add("completion",
        choice(general_->shell, "SHELL", {{"bash", Shell::bash}, {"zsh", Shell::zsh}, {"fish", Shell::fish}}),
        "print a completion script for bash, zsh or fish and exit");
}

CommandLine& CommandLine::section(std::string title)
{
    section_ = std::move(title);
    return *this;
}

CommandLine& CommandLine::add(const std::string& names, Value value, std::string help)
{
    const auto comma = names.find(',');
    const char letter = comma == std::string::npos ? '\0' : names.at(comma + 1);
    options_.push_back({names.substr(0, comma), letter, std::move(value), std::move(help), section_});
    return *this;
}

CommandLine& CommandLine::check(std::function<void()> check)
{
    checks_.push_back(std::move(check));
    return *this;
}

CommandLine& CommandLine::operand(Operand kind)
{
    operands_.kinds.push_back(std::move(kind));
    return *this;
}

CommandLine& CommandLine::operand_hint(std::string hint)
{
    operands_.hint = std::move(hint);
    return *this;
}

void CommandLine::call(std::string_view path)
{
    if (std::string name = plain_name(path); !name.empty())
        called_as_ = std::move(name);
}

CommandLine::Action CommandLine::parse(int argc, const char* const* argv)
{
    auto sources = std::vector{option_sources::command_line(options_, operands_, argc, argv)};
    // These answer even where the environment or a config file is wrong.
    for (const auto* name : {"help", "version", "completion"}) {
        if (!sources.front().contains(name))
            continue;
        const auto row =
            std::find_if(options_.begin(), options_.end(), [&](auto& o) { return o.name == name; });
        set(row->value, sources.front().at(name));
        return general_->help ? Action::help : general_->version ? Action::version : Action::completion;
    }
    const auto rows = lasting(options_);
    sources.push_back(option_sources::environment(rows, tool_));
    const auto first_with = [&sources](const std::string& name) {
        return std::find_if(sources.begin(), sources.end(), [&](const auto& s) { return s.contains(name); });
    };
    if (const auto with = first_with("config"); with != sources.end())
        sources.push_back(option_sources::config_file(rows, with->at("config").back().text));
    for (const Option& option : rows) {
        if (const auto with = first_with(option.name); with != sources.end())
            set(option.value, with->at(option.name));
    }
    for (const Operand& operand : operands_.kinds) {
        if (operand.option.empty() && sources.front().contains(operand.value.metavar))
            set(operand.value, sources.front().at(operand.value.metavar));
    }
    for (const auto& check : checks_)
        check();
    return Action::run;
}

log::Level CommandLine::log_level() const
{
    return general_->quiet ? log::Level::quiet : general_->verbose ? log::Level::verbose : log::Level::normal;
}

} // namespace zws
