// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/option.hpp"

#include <map>
#include <string>
#include <vector>

/// The places an option's texts can come from. Each throws UsageError for a name it does not know.
namespace zws::option_sources {

/// A text given for an option.
struct Given {
    std::string origin; ///< how messages name it: "--rate", "ZSINE_RATE", "config file a.ini: line 3: rate"
    std::string text;
};

/// What one place gives, by the name of the option.
using Source = std::map<std::string, std::vector<Given>>;

/// Operands stand under the name of their option, or, where they have none, under their metavar. Throws
/// UsageError for one that no kind takes too.
Source command_line(const std::vector<Option>& options, const Operands& operands, int argc,
                    const char* const* argv);

/// Repeatable options are split at white space.
Source environment(const std::vector<Option>& options, const std::string& tool);

/// "rate = 20" a line, '#' starts a comment.
Source config_file(const std::vector<Option>& options, const std::string& path);

} // namespace zws::option_sources
