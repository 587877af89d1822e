// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/codec/protobuf/schema.hpp"

#include <cstdint>
#include <string_view>

namespace zws::codec::protobuf {

/// How the value of a record is encoded (protobuf.dev, "Message Structure").
enum class Wire : std::uint8_t { varint, fixed64, length, group, group_end, fixed32 };

/// A field of a message as it is on the wire.
struct Record {
    std::uint32_t number = 0;
    Wire wire = Wire::varint;
    std::uint64_t bits = 0;      ///< of a varint or a fixed number
    std::string_view bytes;      ///< of a length; of a group: its records
    const char* begin = nullptr; ///< with its tag
    const char* end = nullptr;
};

/// How values of a kind are encoded that are not packed.
Wire wire_of(Kind kind);

/// Whether records of this encoding are values of a field; others are as unknown as those of no field.
bool takes(const SchemaField& field, Wire wire);

/// Takes the records of a message one after the other.
class Records {
public:
    /// Groups are not nested deeper than this: what is in one is read again for each that it is in.
    static constexpr unsigned most_groups = 16;

    explicit Records(std::string_view message) : in_(message), end_(message.data() + message.size()) {}

    /// Sets `record` to the next one; false at the end, or where there is an error.
    bool next(Record& record);

    /// Why what follows is not a record; nullptr: nothing is wrong.
    const char* error() const { return error_; }

private:
    bool tag(Record& record);
    bool value(Record& record, unsigned groups);
    bool group(Record& record, unsigned groups);
    bool fail(const char* why);
    const char* at() const { return end_ - in_.left(); }

    ByteReader in_;
    const char* end_;
    const char* error_ = nullptr;
};

} // namespace zws::codec::protobuf
