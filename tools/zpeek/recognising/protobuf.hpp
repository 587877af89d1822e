// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/recognising/encoding.hpp"

#include <optional>

namespace zws::peek {

/// Whether frames can be messages of Protocol Buffers: each is whole fields, and a field has the same wire
/// type in all. They do not say that they are, so it is never more than "perhaps".
std::optional<Encoding> as_protobuf(const Column& frames);

/// Whether bytes are the name of a type of Protocol Buffers, with its package: "gz.msgs.Clock".
bool is_type_name(std::string_view bytes);

} // namespace zws::peek
