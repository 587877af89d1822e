// SPDX-License-Identifier: MIT
#include "libcommon/cli/log.hpp"
#include "libcommon/codec/protobuf/descriptor_set.hpp"
#include "libcommon/codec/protobuf/transcript.hpp"
#include "libcommon/codec/protobuf/well_known.hpp"
#include "libcommon/json/json_text.hpp"
#include "tests/fuzz/expect.hpp"

#include <array>
#include <cstdint>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <google/protobuf/wrappers.pb.h>
#include <memory>
#include <set>

namespace {

namespace pb = google::protobuf;
using namespace zws::codec::protobuf;

/// The message that is written as JSON: fields 1 to 18 are of each kind, then lists, maps, a oneof and
/// messages.
pb::FileDescriptorProto all_kinds()
{
    using Field = pb::FieldDescriptorProto;
    pb::FileDescriptorProto file;
    file.set_name("all.proto");
    file.set_syntax("proto3");
    for (const char* import : {"google/protobuf/struct.proto", "google/protobuf/wrappers.proto"})
        file.add_dependency(import);
    auto& mode = *file.add_enum_type();
    mode.set_name("Mode");
    mode.add_value()->set_name("OFF");
    mode.mutable_value(0)->set_number(0);
    auto& type = *file.add_message_type();
    type.set_name("All");
    type.add_oneof_decl()->set_name("one");
    const auto add = [&type](int number, Field::Type kind, Field::Label label,
                             const char* of = nullptr) -> Field& {
        Field& field = *type.add_field();
        field.set_name("f" + std::to_string(number));
        field.set_number(number);
        field.set_type(kind);
        field.set_label(label);
        if (of != nullptr)
            field.set_type_name(of);
        return field;
    };
    constexpr int kinds = Field::Type_MAX;
    for (int i = 0; i < 3 * kinds; ++i) { // those of a oneof follow each other
        const auto kind = static_cast<Field::Type>(i % kinds + 1);
        const bool is_message = kind == Field::TYPE_MESSAGE;
        if (kind == Field::TYPE_GROUP || (is_message && i >= 2 * kinds))
            continue;
        const char* const of = is_message ? ".All" : kind == Field::TYPE_ENUM ? ".Mode" : nullptr;
        Field& field = add(kind + 20 * (i / kinds), kind,
                           i / kinds == 1 ? Field::LABEL_REPEATED : Field::LABEL_OPTIONAL, of);
        if (i >= 2 * kinds)
            field.set_oneof_index(0);
    }
    add(61, Field::TYPE_MESSAGE, Field::LABEL_OPTIONAL, ".google.protobuf.Value");
    add(62, Field::TYPE_MESSAGE, Field::LABEL_REPEATED, ".google.protobuf.Struct");
    add(63, Field::TYPE_MESSAGE, Field::LABEL_OPTIONAL, ".google.protobuf.Int64Value");
    add(64, Field::TYPE_MESSAGE, Field::LABEL_REPEATED, ".All.F64Entry");
    auto& entry = *type.add_nested_type();
    entry.set_name("F64Entry");
    entry.mutable_options()->set_map_entry(true);
    const std::array<std::pair<const char*, Field::Type>, 2> parts{
        {{"key", Field::TYPE_SINT32}, {"value", Field::TYPE_MESSAGE}}};
    for (const auto& [name, kind] : parts) {
        Field& field = *entry.add_field();
        field.set_name(name);
        field.set_number(entry.field_size());
        field.set_type(kind);
        field.set_label(Field::LABEL_OPTIONAL);
    }
    entry.mutable_field(1)->set_type_name(".All");
    return file;
}

/// The same types of zws and of libprotobuf.
struct Types {
    Types()
    {
        zws::log::open("protobuf_fuzz", zws::log::Level::quiet);
        pb::SetLogHandler(nullptr);
        pb::FileDescriptorSet set;
        pb::Struct::descriptor()->file()->CopyTo(set.add_file());
        pb::DoubleValue::descriptor()->file()->CopyTo(set.add_file());
        *set.add_file() = all_kinds();
        zws::fuzz::expect(read_descriptor_set(set.SerializeAsString(), schema).empty(), "the types are read");
        for (auto& [name, type] : schema.types)
            type.special = special_of(type);
        for (const auto& file : set.file())
            zws::fuzz::expect(pool.BuildFile(file) != nullptr, "libprotobuf takes them");
        prototype = factory.GetPrototype(pool.FindMessageTypeByName("All"));
    }

    Schema schema;
    pb::DescriptorPool pool;
    pb::DynamicMessageFactory factory;
    const pb::Message* prototype = nullptr;
};

std::string transcript(const Schema& schema, const Type& type, std::string_view bytes, std::string& out)
{
    UnknownFields unknown("fuzz");
    static Workspace work;
    auto why = Transcript(schema, unknown, work, out).run(type, bytes);
    zws::fuzz::expect(out.size() <= 2 * zws::codec::most_output, "what is decoded is bounded");
    if (why.empty())
        zws::fuzz::expect(zws::json_error(out).empty(), "what is decoded is JSON");
    return why;
}

/// JSON has no numbers that are not finite, libprotobuf reads -0 as 0, and no more than 100 levels.
bool can_be_read_back(std::string_view json)
{
    unsigned depth = 0;
    unsigned deepest = 0;
    for (std::size_t i = 0; i < json.size(); ++i) {
        depth += json[i] == '{' || json[i] == '[' ? 1 : 0;
        depth -= (json[i] == '}' || json[i] == ']') && depth > 0 ? 1 : 0;
        deepest = std::max(deepest, depth);
        const auto rest = json.substr(i);
        if (rest.starts_with("null") || rest.starts_with("-0,") || rest.starts_with("-0}") ||
            rest.starts_with("-0]"))
            return false;
    }
    return deepest < 90;
}

/// Whether a map has two entries with the same key, which libprotobuf keeps both.
bool has_double_keys(const pb::Message& message)
{
    const auto& reflection = *message.GetReflection();
    std::vector<const pb::FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const auto* field : fields) {
        std::set<std::string> keys;
        for (int i = 0; field->is_repeated() && i < reflection.FieldSize(message, field); ++i) {
            if (field->message_type() == nullptr)
                break;
            const auto& inside = reflection.GetRepeatedMessage(message, field, i);
            std::string key = std::to_string(i);
            if (field->is_map())
                pb::TextFormat::PrintFieldValueToString(inside, field->message_type()->map_key(), -1, &key);
            if (!keys.insert(key).second || has_double_keys(inside))
                return true;
        }
        const bool one = !field->is_repeated() && field->message_type() != nullptr;
        if (one && has_double_keys(reflection.GetMessage(message, field)))
            return true;
    }
    return false;
}

/// What libprotobuf reads, zws reads, and libprotobuf reads the same out of the JSON.
void compare(std::string_view bytes)
{
    static Types types;
    std::string json;
    const auto why = transcript(types.schema, types.schema.types.at("All"), bytes, json);
    const std::unique_ptr<pb::Message> message(types.prototype->New());
    if (!message->ParsePartialFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return;
    // It takes numbers of fields that need more than 29 bits for what their lower bits are.
    const bool may_fail = why.find("deeper") != why.npos || why.find("number of a field") != why.npos;
    zws::fuzz::expect(why.empty() || may_fail, "what libprotobuf reads is read");
    if (!why.empty() || !can_be_read_back(json) || has_double_keys(*message))
        return;
    message->DiscardUnknownFields();
    const std::unique_ptr<pb::Message> again(types.prototype->New());
    zws::fuzz::expect(pb::util::JsonStringToMessage(json, again.get()).ok(), "libprotobuf reads the JSON");
    zws::fuzz::expect(pb::util::MessageDifferencer::Equivalent(*message, *again), "and it says the same");
}

/// Any descriptor set, and messages of all its types, for which the set itself has to do.
void read_set(std::string_view bytes)
{
    Schema schema;
    if (!read_descriptor_set(bytes, schema).empty())
        return;
    for (auto& [name, type] : schema.types)
        type.special = special_of(type);
    for (const auto& [name, type] : schema.types) {
        std::string json;
        transcript(schema, type, bytes, json);
    }
}

} // namespace

// The first byte chooses whether the rest is a message or a descriptor set.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 2 == 0)
        compare(bytes);
    else
        read_set(bytes);
    return 0;
}
