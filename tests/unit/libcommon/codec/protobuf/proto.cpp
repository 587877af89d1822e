// SPDX-License-Identifier: MIT
#include "tests/unit/libcommon/codec/protobuf/proto.hpp"

#include "libcommon/codec/protobuf/descriptor_set.hpp"
#include "libcommon/codec/protobuf/transcript.hpp"
#include "libcommon/codec/protobuf/well_known.hpp"
#include "tests/unit/catch.hpp"

#include <algorithm>
#include <google/protobuf/any.pb.h>
#include <google/protobuf/compiler/parser.h>
#include <google/protobuf/duration.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/wrappers.pb.h>

namespace pb = google::protobuf;

namespace zws::test {

pb::FileDescriptorProto proto_file(const std::string& name, const std::string& text)
{
    pb::io::ArrayInputStream stream(text.data(), static_cast<int>(text.size()));
    pb::io::Tokenizer tokens(&stream, nullptr);
    pb::compiler::Parser parser;
    pb::FileDescriptorProto file;
    REQUIRE(parser.Parse(&tokens, &file));
    file.set_name(name);
    return file;
}

pb::FileDescriptorSet proto_set(const std::string& text)
{
    const auto file = proto_file("test.proto", text);
    pb::FileDescriptorSet set;
    for (const auto* known :
         {pb::Any::descriptor()->file(), pb::Duration::descriptor()->file(), pb::Struct::descriptor()->file(),
          pb::Timestamp::descriptor()->file(), pb::DoubleValue::descriptor()->file()}) {
        const auto& imports = file.dependency();
        if (std::find(imports.begin(), imports.end(), known->name()) != imports.end())
            known->CopyTo(set.add_file());
    }
    *set.add_file() = file;
    return set;
}

codec::protobuf::Schema schema_of(const pb::FileDescriptorSet& set)
{
    codec::protobuf::Schema schema;
    REQUIRE(codec::protobuf::read_descriptor_set(set.SerializeAsString(), schema) == "");
    for (auto& [name, type] : schema.types)
        type.special = codec::protobuf::special_of(type);
    return schema;
}

struct Proto::Library {
    explicit Library(const pb::FileDescriptorSet& set)
    {
        for (const auto& file : set.file())
            REQUIRE(pool.BuildFile(file) != nullptr);
    }

    pb::DescriptorPool pool;
    pb::DynamicMessageFactory factory;
};

Proto::Proto(const std::string& text)
    : schema_(schema_of(proto_set(text))), library_(std::make_unique<Library>(proto_set(text)))
{
}

Proto::~Proto() = default;

std::string Proto::bytes(const std::string& type, const std::string& text) const
{
    const auto* const descriptor = library_->pool.FindMessageTypeByName(type);
    REQUIRE(descriptor != nullptr);
    const std::unique_ptr<pb::Message> message(library_->factory.GetPrototype(descriptor)->New());
    REQUIRE(pb::TextFormat::ParseFromString(text, message.get()));
    return message->SerializeAsString();
}

std::string Proto::json(const std::string& type, const std::string& text) const
{
    return decoded(type, bytes(type, text));
}

std::string Proto::decoded(const std::string& type, std::string_view bytes) const
{
    using namespace codec::protobuf;
    UnknownFields unknown("test.proto");
    Workspace work;
    std::string out;
    const std::string why = Transcript(schema_, unknown, work, out).run(schema_.types.at(type), bytes);
    return why.empty() ? out : "error: " + why;
}

} // namespace zws::test
