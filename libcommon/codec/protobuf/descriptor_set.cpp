// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/descriptor_set.hpp"

#include <algorithm>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/descriptor_database.h>
#include <google/protobuf/stubs/logging.h>
#include <set>

namespace zws::codec::protobuf {

namespace {

namespace pb = google::protobuf;

/// Keeps the first error of a file.
class FirstError final : public pb::DescriptorPool::ErrorCollector {
public:
    void AddError(const std::string& file, const std::string& element, const pb::Message*, ErrorLocation,
                  const std::string& message) override
    {
        if (text_.empty())
            text_ = file + ": " + element + ": " + message;
    }

    const std::string& text() const { return text_; }

private:
    std::string text_;
};

/// Makes the tables of a schema from libprotobuf's descriptors.
class SchemaMaker {
public:
    explicit SchemaMaker(const pb::DescriptorPool& pool, Schema& schema) : pool_(pool), schema_(schema) {}

    void add(const pb::FileDescriptor& file)
    {
        for (int i = 0; i < file.message_type_count(); ++i)
            add(*file.message_type(i));
    }

private:
    void add(const pb::Descriptor& message)
    {
        fill(type_of(message), message);
        for (int i = 0; i < message.nested_type_count(); ++i)
            add(*message.nested_type(i));
    }

    Type& type_of(const pb::Descriptor& message) { return schema_.types[message.full_name()]; }

    void fill(Type& type, const pb::Descriptor& message)
    {
        type.name = message.full_name();
        type.is_entry = message.options().map_entry();
        type.choices = static_cast<std::uint32_t>(message.real_oneof_decl_count());
        std::vector<const pb::FieldDescriptor*> all;
        pool_.FindAllExtensions(&message, &all);
        for (int i = 0; i < message.field_count(); ++i)
            all.push_back(message.field(i));
        std::sort(all.begin(), all.end(),
                  [](const auto* one, const auto* other) { return one->number() < other->number(); });
        for (const auto* field : all)
            type.fields.push_back(made(*field));
    }

    SchemaField made(const pb::FieldDescriptor& from)
    {
        SchemaField field;
        field.number = static_cast<std::uint32_t>(from.number());
        field.kind = static_cast<Kind>(from.type());
        field.form = from.is_map()        ? FieldForm::map
                     : from.is_repeated() ? FieldForm::repeated
                                          : FieldForm::single;
        field.always = !from.has_presence() && !from.is_extension();
        if (from.real_containing_oneof() != nullptr)
            field.choice = from.real_containing_oneof()->index();
        field.member = '"' + (from.is_extension() ? '[' + from.full_name() + ']' : from.name()) + "\":";
        if (from.message_type() != nullptr)
            field.type = &type_of(*from.message_type());
        if (from.enum_type() != nullptr)
            field.names = &enumeration(*from.enum_type());
        field.zero = zero(from);
        return field;
    }

    Enumeration& enumeration(const pb::EnumDescriptor& from)
    {
        const auto [found, is_new] = schema_.enumerations.try_emplace(from.full_name());
        for (int i = 0; is_new && i < from.value_count(); ++i) // of names for one number the first counts
            found->second.try_emplace(from.value(i)->number(), '"' + from.value(i)->name() + '"');
        return found->second;
    }

    static std::string zero(const pb::FieldDescriptor& field)
    {
        switch (field.type()) {
        case pb::FieldDescriptor::TYPE_STRING:
        case pb::FieldDescriptor::TYPE_BYTES:
            return "\"\"";
        case pb::FieldDescriptor::TYPE_BOOL:
            return "false";
        case pb::FieldDescriptor::TYPE_ENUM:
            return '"' + field.enum_type()->value(0)->name() + '"';
        default:
            return "0";
        }
    }

    const pb::DescriptorPool& pool_;
    Schema& schema_;
};

std::string missing_import(const pb::FileDescriptorSet& set)
{
    std::set<std::string> names;
    for (const auto& file : set.file())
        names.insert(file.name());
    for (const auto& file : set.file()) {
        for (const auto& import : file.dependency()) {
            if (!names.contains(import))
                return file.name() + " imports " + import +
                       ", which is not in it: make it with protoc --include_imports";
        }
    }
    return {};
}

void list_own(const pb::FileDescriptorSet& set, Schema& schema)
{
    std::set<std::string> imported;
    for (const auto& file : set.file())
        imported.insert(file.dependency().begin(), file.dependency().end());
    for (const auto& file : set.file()) {
        for (const auto& message : file.message_type()) {
            if (!imported.contains(file.name()))
                schema.own.push_back(file.package().empty() ? message.name()
                                                            : file.package() + '.' + message.name());
        }
    }
    std::sort(schema.own.begin(), schema.own.end());
}

} // namespace

std::string read_descriptor_set(std::string_view bytes, Schema& schema)
{
    pb::SetLogHandler(nullptr);
    pb::FileDescriptorSet set;
    if (!set.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) || set.file().empty())
        return "is not a descriptor set, as protoc --include_imports -o makes one";
    if (std::string why = missing_import(set); !why.empty())
        return why;
    pb::SimpleDescriptorDatabase files;
    for (const auto& file : set.file())
        files.Add(file);
    FirstError error;
    pb::DescriptorPool pool(&files, &error);
    SchemaMaker maker(pool, schema);
    for (const auto& file : set.file()) {
        const auto* const known = pool.FindFileByName(file.name());
        if (known == nullptr)
            return "is not valid: " + error.text();
        maker.add(*known);
    }
    list_own(set, schema);
    return {};
}

} // namespace zws::codec::protobuf
