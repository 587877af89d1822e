// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

/// The descriptors 0 to 2, which a caller may have left closed (`zfeed <&-`).
namespace zws::standard_streams {

/// Sees that 0 to 2 are open, before anything else is opened, which would get their numbers: messages for
/// people would go into a socket. One that was closed fails as it did, with EBADF, where it is read (0) or
/// written (1 and 2). Throws Error where /dev/null cannot be opened.
void occupy();

/// Writes all of `text` to stdout; throws OutputClosed where nobody reads any more, else Error "write to
/// stdout: reason".
void print(std::string_view text);

} // namespace zws::standard_streams
