// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/module.hpp"

#include "libcommon/codec/protobuf/descriptor_set.hpp"

#include <exception>

void zws_read_descriptor_set(std::string_view bytes, zws::codec::protobuf::Schema& schema, std::string& why)
{
    try {
        why = zws::codec::protobuf::read_descriptor_set(bytes, schema);
    } catch (const std::exception& e) {
        why = e.what();
    }
}
