// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/protobuf/schema.hpp"

#include <google/protobuf/descriptor.pb.h>
#include <memory>
#include <string>
#include <string_view>

namespace zws::test {

/// The file that the text of a .proto describes; REQUIREs that it is one.
google::protobuf::FileDescriptorProto proto_file(const std::string& name, const std::string& text);

/// A descriptor set with one such file, and those of google/protobuf that it imports.
google::protobuf::FileDescriptorSet proto_set(const std::string& text);

/// What zws reads of a descriptor set; REQUIREs that it can.
zws::codec::protobuf::Schema schema_of(const google::protobuf::FileDescriptorSet& set);

/// A .proto with the types of zws and those of libprotobuf, so that messages can be written as text.
class Proto {
public:
    explicit Proto(const std::string& text);
    ~Proto();

    /// The bytes of a message that is written in the text format of libprotobuf.
    std::string bytes(const std::string& type, const std::string& text) const;

    /// The JSON of such a message.
    std::string json(const std::string& type, const std::string& text) const;

    /// The JSON of bytes, or what is wrong with them after "error: ".
    std::string decoded(const std::string& type, std::string_view bytes) const;

    const zws::codec::protobuf::Schema& schema() const { return schema_; }

private:
    struct Library; ///< of libprotobuf

    zws::codec::protobuf::Schema schema_;
    std::unique_ptr<Library> library_;
};

} // namespace zws::test
