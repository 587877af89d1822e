// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// Messages of Protocol Buffers (protobuf.dev, "Encoding" and "ProtoJSON Format").
namespace zws::codec::protobuf {

/// Types of fields, with the numbers of FieldDescriptorProto.Type (descriptor.proto).
enum class Kind : std::uint8_t {
    float64 = 1,
    float32,
    int64,
    uint64,
    int32,
    fixed64,
    fixed32,
    boolean,
    text,
    group,
    message,
    bytes,
    uint32,
    enumeration,
    sfixed32,
    sfixed64,
    sint32,
    sint64
};

/// How often a message can have a field. Packed fields are repeated ones.
enum class FieldForm : std::uint8_t { single, repeated, map };

/// The names of an enumeration with their quotes, by their numbers.
using Enumeration = std::map<std::int32_t, std::string>;

struct Type;

struct SchemaField {
    std::uint32_t number = 0;
    Kind kind = Kind::float64;
    FieldForm form = FieldForm::single;
    bool always = false;                ///< written too where a message does not have it
    std::int32_t choice = -1;           ///< which oneof of the type it belongs to; -1: to none
    std::string member;                 ///< its name in JSON, with quotes and colon
    std::string zero;                   ///< JSON of the value that it has where a message does not have it
    const Type* type = nullptr;         ///< of a message or group; of a map: that of an entry
    const Enumeration* names = nullptr; ///< of an enumeration
};

/// The messages of google/protobuf that JSON has other forms for than objects with all their fields.
enum class Special : std::uint8_t { none, any, duration, list, structure, timestamp, value, wrapper };

/// A type of messages.
struct Type {
    std::string name;      ///< in full: "package.Outer.Inner"
    bool is_entry = false; ///< made for the entries of a map
    Special special = Special::none;
    std::vector<SchemaField> fields; ///< in the order of their numbers
    std::uint32_t choices = 0;       ///< how many oneofs it has

    /// The field of that number, nullptr if there is none. It is found at once where it is `last` or the next
    /// one; nullptr: the first.
    const SchemaField* find(std::uint32_t number, const SchemaField* last) const;
};

/// All types that a descriptor set has. They stay where they are when this is moved.
struct Schema {
    std::map<std::string, Type, std::less<>> types; ///< by their names
    std::map<std::string, Enumeration> enumerations;
    std::vector<std::string> own; ///< types on the top level of files that no other file imports

    Schema() = default;
    Schema(Schema&&) = default;
    Schema& operator=(Schema&&) = default;
};

} // namespace zws::codec::protobuf
