// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/protobuf/schema.hpp"

namespace zws::codec::protobuf {

/// What a type is by its name; none where its fields are not those of google/protobuf.
Special special_of(const Type& type);

} // namespace zws::codec::protobuf
