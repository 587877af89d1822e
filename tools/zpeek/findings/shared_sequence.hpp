// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/findings/findings.hpp"

#include <vector>

namespace zws::peek {

/// Looks whether numbers that grow by more than one in each topic go on by one in all topics together. Where
/// they do, all have the steps of that sequence; where they do not, they are none.
void settle_shared_sequences(std::vector<TopicFindings>& topics);

} // namespace zws::peek
