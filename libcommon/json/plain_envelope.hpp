// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/envelope.hpp"

namespace zws {

/// Reads an envelope that has exactly the form in which append_envelope() writes it, many times as fast as
/// parse_envelope() reads others. False, with `into` unspecified, where it has another form or is none.
bool read_plain_envelope(std::string_view line, Envelope& into);

} // namespace zws
