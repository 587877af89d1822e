// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/recognising/layout.hpp"

#include <string>

namespace zws::peek {

/// The profile of --decode that all messages of a topic fit: by their frames, and by their topic where that
/// tells. Empty: none.
std::string publisher_of(const TopicSample& topic, const Layout& layout);

} // namespace zws::peek
