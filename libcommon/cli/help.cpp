// SPDX-License-Identifier: MIT
#include "libcommon/cli/command_line.hpp"

#include <algorithm>
#include <sstream>

namespace zws {

namespace {

constexpr std::size_t width = 80;
constexpr std::size_t text_column = 28;

std::string names(const Option& option)
{
    std::string out = option.letter ? std::string("  -") + option.letter + ", --" : "      --";
    out += option.name;
    return option.value.metavar.empty() ? out : out + ' ' + option.value.metavar;
}

std::string explained(const Option& option)
{
    std::string out = option.help;
    if (option.value.repeatable)
        out += " (repeatable)";
    if (!option.value.shown_default.empty())
        out += " (default: " + option.value.shown_default + ')';
    return out;
}

/// Appends `text` from column text_column on, in lines no longer than width.
void append_wrapped(std::string& out, std::size_t column, const std::string& text)
{
    std::istringstream in(text);
    if (column + 2 > text_column) {
        out += '\n';
        column = 0;
    }
    out.append(text_column - column, ' ');
    column = text_column;
    for (std::string word; in >> word;) {
        if (column + word.size() + 1 > width) {
            out += '\n';
            out.append(text_column, ' ');
            column = text_column;
        } else if (column > text_column) {
            out += ' ';
            ++column;
        }
        out += word;
        column += word.size();
    }
    out += '\n';
}

void append_section(std::string& out, const std::vector<Option>& options, const std::string& title)
{
    out += '\n' + title + ":\n";
    for (const Option& option : options) {
        if (option.section != title)
            continue;
        const std::string left = names(option);
        out += left;
        append_wrapped(out, left.size(), explained(option));
    }
}

void append_units(std::string& out, const std::vector<Option>& options)
{
    const auto takes = [&options](const char* metavar) {
        return std::any_of(options.begin(), options.end(),
                           [metavar](const Option& option) { return option.value.metavar == metavar; });
    };
    out += '\n';
    if (takes("TIME"))
        out += "TIME is a number of seconds, or has a unit: 250ms, 5s, 10m, 24h, 7d.\n";
    if (takes("BYTES"))
        out += "BYTES is a number, or has a unit: 64KiB, 10GiB, 5MB.\n";
}

std::string shown(const Operands& operands)
{
    std::string out;
    for (const Operand& kind : operands.kinds)
        out += " [" + kind.value.metavar + (kind.value.repeatable ? "]..." : "]");
    return out;
}

} // namespace

std::string CommandLine::help() const
{
    std::string out = "Usage: " + called_as_ + " [OPTION]..." + shown(operands_) + '\n' + summary_ + '\n';
    const std::string& general = options_.front().section;
    std::string last = general;
    for (const Option& option : options_) {
        if (option.section != general && option.section != last)
            append_section(out, options_, option.section);
        last = option.section;
    }
    append_section(out, options_, general);
    append_units(out, options_);
    std::string prefix = tool_;
    for (char& c : prefix)
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return out + "Options also come from the environment (" + prefix +
           "_OPTION) and from --config\nFILE; see " + called_as_ + "(1).\n";
}

} // namespace zws
