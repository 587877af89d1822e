// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/recognising/encoding.hpp"

#include <optional>

namespace zws::peek {

/// The form of a text: json, jsonl, influx, logfmt, csv, nmea, prometheus, xml, else text; nothing for bytes
/// that are not readable.
std::optional<Encoding> text_form(std::string_view bytes);

} // namespace zws::peek
