// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws {

/// Appends `bytes` in base64 with padding (RFC 4648 section 4).
void append_base64(std::string& out, std::string_view bytes);

/// Appends `bytes` in base64url without padding (RFC 4648 section 5).
void append_base64url(std::string& out, std::string_view bytes);

/// Appends what `text` is the base64 of; false, with `out` unspecified, where it is not exactly what
/// append_base64() writes.
bool decode_base64(std::string& out, std::string_view text);

} // namespace zws
