// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/protobuf/schema.hpp"

#include <string>
#include <string_view>

namespace zws::codec::protobuf {

/// Sets `schema` to the types of a descriptor set (FileDescriptorSet of descriptor.proto), by libprotobuf.
/// Returns why it is none, empty if it is one.
///
/// libprotobuf is in a module that is loaded with the first descriptor set: with it a tool would start in
/// nearly twice the time. It reads schemas alone. Its own messages of such types (DynamicMessage) have no
/// bound: two bytes of the wire, an empty message in a list, become an object of 92 bytes where the type has
/// eight fields, and more with more. To read one costs as much as to make JSON of it here, without the JSON
/// (tests/bench/README.md).
std::string read_descriptor_set(std::string_view bytes, Schema& schema);

} // namespace zws::codec::protobuf
