// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/recognising/encoding.hpp"

#include <optional>

namespace zws::peek {

/// The form of bytes that says what it is, or whose structure fits from the first byte to the last: npy,
/// msgpack, cbor, bson, pickle, pictures and files. Nothing where it is none of these.
std::optional<Encoding> binary_form(std::string_view bytes);

/// `name` where that is a step of --decode, else nothing.
std::string step_of(std::string_view name);

} // namespace zws::peek
