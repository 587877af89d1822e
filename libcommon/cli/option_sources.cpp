// SPDX-License-Identifier: MIT
#include "libcommon/cli/option_sources.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/os/small_file.hpp"
#include "libcommon/text/suggestion.hpp"

#include <algorithm>
#include <array>
#include <boost/program_options.hpp>
#include <cstdlib>
#include <sstream>
#include <unistd.h>

namespace zws::option_sources {

namespace po = boost::program_options;

namespace {

po::options_description described(const std::vector<Option>& options)
{
    po::options_description description;
    for (const Option& option : options) {
        auto* semantic = po::value<std::string>();
        if (option.value.metavar.empty())
            semantic->zero_tokens();
        const std::string names = option.letter ? option.name + ',' + option.letter : option.name;
        description.add_options()(names.c_str(), semantic, "");
    }
    return description;
}

void collect(Source& source, const po::option& option)
{
    const std::string origin = "--" + option.string_key;
    auto& all = source[option.string_key];
    if (option.value.empty())
        all.push_back({origin, "true"});
    for (const auto& text : option.value)
        all.push_back({origin, text});
}

/// `prefix` is what names of options begin with where `token` was given.
UsageError unknown_option(const std::vector<Option>& options, const std::string& token,
                          std::string_view prefix)
{
    const auto given = token.substr(0, token.find('='));
    std::vector<std::string> names;
    names.reserve(options.size());
    for (const Option& option : options)
        names.push_back(option.name);
    const auto bare = given.substr(std::min(given.find_first_not_of('-'), given.size()));
    return UsageError("unknown option '" + given + "'" + did_you_mean(bare, names, prefix));
}

/// What web pages and word processors make of dashes and quotes; empty where it is not that.
std::string typography_hint(std::string_view text)
{
    constexpr std::array dashes{"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"};
    constexpr std::array quotes{"\u2018", "\u2019", "\u201c", "\u201d"};
    for (const std::string_view dash : dashes) {
        if (text.starts_with(dash))
            return ": it begins with a typographic dash, not with '-'";
    }
    const bool quoted = std::any_of(quotes.begin(), quotes.end(), [text](const char* quote) {
        return text.find(quote) != std::string_view::npos;
    });
    return quoted ? ": it has typographic quotes, which the shell does not know" : "";
}

std::string hint(const Operands& operands, const std::string& text)
{
    if (auto typography = typography_hint(text); !typography.empty())
        return typography;
    for (const Operand& kind : operands.kinds) {
        if (const auto meant = kind.meant ? kind.meant(text) : ""; !meant.empty())
            return " (did you mean " + meant + "?)";
    }
    return operands.hint.empty() ? "" : ": " + operands.hint;
}

bool is_file(const std::string& text)
{
    return text == "-" || access(text.c_str(), F_OK) == 0;
}

void collect_operand(Source& source, const Operands& operands, const std::string& text)
{
    const auto kind = std::find_if(operands.kinds.begin(), operands.kinds.end(), [&](const Operand& operand) {
        return !operand.takes || operand.takes(text);
    });
    if (kind == operands.kinds.end() ||
        (kind->value.names_file && !is_file(text) && !hint(operands, text).empty()))
        throw UsageError("unexpected operand '" + text + "'" + hint(operands, text));
    const bool own = kind->option.empty();
    source[own ? kind->value.metavar : kind->option].push_back({own ? "operand" : "--" + kind->option, text});
}

std::string variable_name(const std::string& tool, const std::string& option)
{
    std::string name = tool + '_' + option;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return c == '-' ? '_' : static_cast<char>(std::toupper(c)); });
    return name;
}

std::vector<std::string> words(const std::string& text)
{
    std::istringstream in(text);
    std::vector<std::string> out;
    for (std::string word; in >> word;)
        out.push_back(word);
    return out;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r";
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text.substr(0, text.find_last_not_of(blanks) + 1); // npos + 1 is 0
}

/// That it cannot be read is wrong usage too, as what is in it.
std::string read_config(const std::string& path)
{
    constexpr std::size_t most_bytes = 1 << 20;
    try {
        return read_small_file("config file", path, most_bytes);
    } catch (const Error& e) {
        throw UsageError(e.what());
    }
}

/// The arguments after the tool's name, with "--name=" as "--name" and an empty text, as getopt_long(3) has
/// it.
std::vector<std::string> arguments(const std::vector<Option>& options, int argc, const char* const* argv)
{
    std::vector<std::string> out(argv + std::min(argc, 1), argv + argc);
    for (auto at = out.begin(); at != out.end() && *at != "--"; ++at) {
        const bool empty = std::any_of(options.begin(), options.end(), [at](const Option& option) {
            return !option.value.metavar.empty() && *at == "--" + option.name + '=';
        });
        if (empty) {
            at->pop_back();
            at = out.insert(at + 1, "");
        }
    }
    return out;
}

} // namespace

Source command_line(const std::vector<Option>& options, const Operands& operands, int argc,
                    const char* const* argv)
{
    const auto description = described(options);
    const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
    try {
        auto parsed =
            po::command_line_parser(arguments(options, argc, argv)).options(description).style(style).run();
        Source source;
        for (const auto& option : parsed.options) {
            if (option.position_key >= 0)
                collect_operand(source, operands, option.value.front());
            else
                collect(source, option);
        }
        return source;
    } catch (const po::unknown_option& e) {
        throw unknown_option(options, e.get_option_name(), "--");
    } catch (const po::error& e) {
        throw UsageError(e.what());
    }
}

Source environment(const std::vector<Option>& options, const std::string& tool)
{
    Source source;
    for (const Option& option : options) {
        const std::string variable = variable_name(tool, option.name);
        const char* text = std::getenv(variable.c_str()); // NOLINT(concurrency-mt-unsafe): no thread runs yet
        if (text == nullptr)
            continue;
        auto& all = source[option.name];
        for (auto& word : option.value.repeatable ? words(text) : std::vector<std::string>{text})
            all.push_back({variable, std::move(word)});
    }
    return source;
}

Source config_file(const std::vector<Option>& options, const std::string& path)
{
    const std::string file = "config file " + path;
    std::istringstream in(read_config(path));
    Source source;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        const auto where = file + ": line " + std::to_string(++number) + ": ";
        const auto setting = trimmed(std::string_view(line).substr(0, line.find('#')));
        if (setting.empty())
            continue;
        const auto equals = setting.find('=');
        if (equals == std::string_view::npos)
            throw UsageError(where + "'" + std::string(setting) + "': not of the form 'name = value'");
        const std::string name(trimmed(setting.substr(0, equals)));
        if (std::none_of(options.begin(), options.end(), [&](const Option& o) { return o.name == name; }))
            throw UsageError(where + unknown_option(options, name, "").what());
        source[name].push_back({where + name, std::string(trimmed(setting.substr(equals + 1)))});
    }
    return source;
}

} // namespace zws::option_sources
