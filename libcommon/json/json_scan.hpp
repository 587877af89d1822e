// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace zws {

/// Whether json_error() finds nothing wrong with `text`, in a third of the time where that is so.
bool is_json(std::string_view text);

} // namespace zws
