// SPDX-License-Identifier: MIT
#include "libcommon/os/error.hpp"

#include <system_error>

namespace zws {

Error system_error(const std::string& attempt, int errno_value)
{
    return Error(attempt + ": " + std::generic_category().message(errno_value));
}

} // namespace zws
