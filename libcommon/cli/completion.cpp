// SPDX-License-Identifier: MIT
#include "libcommon/cli/general_options.hpp"

#include <algorithm>

namespace zws {

namespace {

/// What a script is made of: the name by which the tool is called, and its tables.
struct Tool {
    const std::string& name;
    const std::vector<Option>& options;
    bool file_operands;
};

/// Each of `words` with `end` after it.
std::string joined(const std::vector<std::string>& words, const std::string& end = "")
{
    std::string out;
    for (const auto& word : words)
        out += (out.empty() ? "" : " ") + word + end;
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

std::string bash_case(const Option& option)
{
    std::string pattern = "--" + option.name;
    if (option.letter)
        pattern += std::string("|-") + option.letter;
    std::string action = "return";
    if (option.value.names_file)
        action = "compopt -o default 2> /dev/null; return";
    else if (option.value.names_folder)
        action = "compopt -o dirnames 2> /dev/null; return";
    else if (!option.value.choices.empty())
        action =
            "words=" + shell_quoted(joined(option.value.choices)) + (option.value.is_list ? " list=1" : "");
    return "    " + pattern + ") " + action + ";;\n";
}

// A word is cut at '=', which then is a word of its own, unless COMP_WORDBREAKS was changed. Readline itself
// completes the names of files, since it knows how they are quoted; outside of it, compopt complains.
std::string for_bash(const Tool& tool)
{
    std::string all;
    std::string cases;
    for (const Option& option : tool.options) {
        all += (all.empty() ? "--" : " --") + option.name;
        if (!option.value.metavar.empty())
            cases += bash_case(option);
    }
    if (tool.file_operands)
        cases += "    *) if [[ $cur != -* ]]; then compopt -o default 2> /dev/null; return; fi;;&\n";
    const std::string function = "_" + tool.name;
    return function + R"(()
{
  local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]} words= list= before=
  if [[ $cur == '=' ]]; then
    cur=
  elif [[ $option == '=' ]]; then
    option=${COMP_WORDS[COMP_CWORD-2]}
  elif [[ $cur == --*=* ]]; then
    option=${cur%%=*} before=${cur%%=*}= cur=${cur#*=}
  fi
  case $option in
)" + cases +
           "    *) words=" + shell_quoted(all) + R"(;;
  esac
  if [[ $list ]]; then
    before+=${cur%"${cur##*,}"} cur=${cur##*,}
    compopt -o nospace 2> /dev/null
  fi
  mapfile -t COMPREPLY < <(compgen -P "$before" -W "$words" -- "$cur")
}
complete -F )" +
           function + " " + tool.name + "\n";
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

std::string zsh_action(const Value& value)
{
    if (value.names_file)
        return "_files";
    if (value.names_folder)
        return "_files -/";
    if (value.is_list)
        return "_sequence -d compadd - " + joined(value.choices);
    return "(" + joined(value.choices) + ")";
}

std::string for_zsh(const Tool& tool)
{
    std::string out = "#compdef " + tool.name + "\n_" + tool.name + "() {\n  _arguments -s -S";
    for (const Option& option : tool.options) {
        const bool takes = !option.value.metavar.empty();
        const std::string argument =
            takes ? ":" + zsh_text(option.value.metavar) + ":" + zsh_action(option.value) : "";
        const std::string rest = "[" + zsh_text(option.help) + "]" + argument;
        const std::string letter = option.letter ? std::string("-") + option.letter : "";
        // Once one of the two names is there, neither is offered again.
        std::string lead = letter.empty() ? "" : "(--" + option.name + " " + letter + ")";
        if (option.value.repeatable)
            lead = "*";
        out += " \\\n    " + shell_quoted(lead + "--" + option.name + (takes ? "=" : "") + rest);
        if (option.letter)
            out += " \\\n    " + shell_quoted(lead + letter + (takes ? "+" : "") + rest);
    }
    out += std::string(" \\\n    '*:") + (tool.file_operands ? "FILE:_files" : "EP:()") + "'";
    return out + "\n}\nif [ \"$funcstack[1]\" = _" + tool.name + " ]; then _" + tool.name +
           " \"$@\"; else compdef _" + tool.name + " " + tool.name + "; fi\n";
}

/// The candidates of `-a`, which fish evaluates. A tab ends a candidate, so that the option's own text is not
/// repeated after each.
std::string fish_candidates(const Value& value)
{
    if (value.names_folder)
        return "(__fish_complete_directories (commandline -ct) \"\")";
    if (value.choices.empty())
        return "";
    const auto each = joined(value.choices, "\\t");
    return value.is_list ? "(__fish_append , " + each + ")" : each;
}

std::string for_fish(const Tool& tool)
{
    const std::string complete = "complete -c " + tool.name;
    std::string out = tool.file_operands ? "" : complete + " -f\n";
    for (const Option& option : tool.options) {
        out += complete + " -l " + option.name;
        if (option.letter)
            out += std::string(" -s ") + option.letter;
        if (!option.value.metavar.empty())
            out += option.value.names_file ? " -r -F" : " -x";
        if (const auto candidates = fish_candidates(option.value); !candidates.empty())
            out += " -a " + shell_quoted(candidates);
        out += " -d " + shell_quoted(option.help) + '\n';
    }
    return out;
}

} // namespace

std::string CommandLine::completion() const
{
    using Shell = General::Shell;
    const auto& kinds = operands_.kinds;
    const Tool tool{called_as_, options_, std::any_of(kinds.begin(), kinds.end(), [](const Operand& kind) {
                        return kind.value.names_file;
                    })};
    switch (general_->shell) {
    case Shell::bash:
        return for_bash(tool);
    case Shell::zsh:
        return for_zsh(tool);
    case Shell::fish:
        return for_fish(tool);
    case Shell::none:
        break;
    }
    return "";
}

} // namespace zws
