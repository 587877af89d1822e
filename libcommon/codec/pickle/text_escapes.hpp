// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws::codec::pickle {

/// The bytes of a text in Latin-1, which is how pickles up to protocol 2 have bytes. Throws Refused where it
/// has other characters, or `encoding` is another one.
std::string encoded(std::string_view text, std::string_view encoding);

/// The text of Python's codec raw-unicode-escape: Latin-1, with \u1234 and \U00012345.
std::string raw_unescaped(std::string_view bytes);

/// The bytes of a string as Python 2 writes it, with its quotes. Throws Refused where it is none.
std::string string_unescaped(std::string_view quoted);

} // namespace zws::codec::pickle
