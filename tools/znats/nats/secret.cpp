// SPDX-License-Identifier: MIT
#include "tools/znats/nats/secret.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/os/small_file.hpp"

#include <cstddef>

namespace zws::nats {

std::string secret(const std::string& option, const std::string& path)
{
    constexpr std::size_t most_bytes = 65536;
    const auto content = read_filled_file(option, path, most_bytes);
    auto line = content.substr(0, content.find('\n'));
    if (line.ends_with('\r'))
        line.pop_back();
    if (line.empty())
        throw Error(option + ' ' + path + ": the first line is empty");
    return line;
}

} // namespace zws::nats
