// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/protobuf/schema.hpp"

#include <string>
#include <string_view>

/// What the module protobuf.so has: read_descriptor_set(), which throws nothing and leaves the reason in
/// `why`.
extern "C" void zws_read_descriptor_set(std::string_view bytes, zws::codec::protobuf::Schema& schema,
                                        std::string& why);
