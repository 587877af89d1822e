// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/findings/findings.hpp"
#include "tools/zpeek/options.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace zws::peek {

/// What to type next, as a shell takes it.
struct Commands {
    std::vector<std::string> lines;
    std::string page; ///< the address of what zws2browser shows; empty: the page shows nothing of it

    bool operator==(const Commands&) const = default;
};

/// For the messages of a topic. `alone`: the stream has no other topics, so that none has to be named.
Commands commands_for(const TopicFindings& found, const Options& options, bool alone);

/// A word of a command as a shell takes it.
std::string shell_word(std::string_view word);

/// The options that say where a stream comes from: " --connect tcp://127.0.0.1:5001".
std::string where_from(const Options& options);

} // namespace zws::peek
