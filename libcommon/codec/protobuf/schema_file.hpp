// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/protobuf/schema.hpp"

#include <string>

namespace zws::codec::protobuf {

constexpr std::size_t most_schema = std::size_t{64} << 20U; ///< bytes of a descriptor set

/// The types of the descriptor set in that file. Throws Error with what is wrong with it, or where this
/// system has nothing that reads it.
Schema read_schema(const std::string& path);

} // namespace zws::codec::protobuf
