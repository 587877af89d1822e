// SPDX-License-Identifier: MIT
#include "libcommon/general_options.hpp"

namespace zws {

namespace {

std::string joined(const std::vector<std::string>& words)
{
    std::string out;
    for (const auto& word : words)
        out += (out.empty() ? "" : " ") + word;
    return out;
}

/// In single quotes, for all three shells.
std::string shell_quoted(const std::string& text)
{
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string for_bash(const std::string& tool, const std::vector<Option>& options)
{
    std::string all;
    std::string cases;
    for (const Option& option : options) {
        all += (all.empty() ? "--" : " --") + option.name;
        if (option.value.metavar.empty())
            continue;
        std::string pattern = "--" + option.name;
        if (option.letter)
            pattern += std::string("|-") + option.letter;
        const std::string reply =
            option.value.names_file
                ? "compgen -f -- \"$cur\""
                : "compgen -W " + shell_quoted(joined(option.value.choices)) + " -- \"$cur\"";
        cases += "    " + pattern + ") mapfile -t COMPREPLY < <(" + reply + "); return;;\n";
    }
    return "_" + tool + "()\n{\n  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n" +
           "  case $prev in\n" + cases + "  esac\n  mapfile -t COMPREPLY < <(compgen -W " +
           shell_quoted(all) + " -- \"$cur\")\n}\ncomplete -F _" + tool + " " + tool + "\n";
}

/// Brackets and colons have a meaning in a specification of _arguments.
std::string zsh_text(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\')
            out += '\\';
        out += c;
    }
    return out;
}

std::string for_zsh(const std::string& tool, const std::vector<Option>& options)
{
    std::string out = "#compdef " + tool + "\n_" + tool + "() {\n  _arguments";
    for (const Option& option : options) {
        std::string argument;
        if (!option.value.metavar.empty()) {
            argument = ":" + option.value.metavar + ":";
            if (option.value.names_file)
                argument += "_files";
            else if (!option.value.choices.empty())
                argument += "(" + joined(option.value.choices) + ")";
        }
        const std::string rest = "[" + zsh_text(option.help) + "]" + argument;
        const std::string star = option.value.repeatable ? "*" : "";
        out += " \\\n    " + shell_quoted(star + "--" + option.name + rest);
        if (option.letter)
            out += " \\\n    " + shell_quoted(star + "-" + option.letter + rest);
    }
    return out + "\n}\nif [ \"$funcstack[1]\" = _" + tool + " ]; then _" + tool + " \"$@\"; else compdef _" +
           tool + " " + tool + "; fi\n";
}

std::string for_fish(const std::string& tool, const std::vector<Option>& options)
{
    std::string out;
    for (const Option& option : options) {
        out += "complete -c " + tool + " -l " + option.name;
        if (option.letter)
            out += std::string(" -s ") + option.letter;
        if (!option.value.names_file)
            out += " -f";
        if (!option.value.metavar.empty())
            out += " -r";
        if (!option.value.choices.empty())
            out += " -a " + shell_quoted(joined(option.value.choices));
        out += " -d " + shell_quoted(option.help) + '\n';
    }
    return out;
}

} // namespace

std::string CommandLine::completion() const
{
    using Shell = General::Shell;
    switch (general_->shell) {
    case Shell::bash:
        return for_bash(called_as_, options_);
    case Shell::zsh:
        return for_zsh(called_as_, options_);
    case Shell::fish:
        return for_fish(called_as_, options_);
    case Shell::none:
        break;
    }
    return "";
}

} // namespace zws
