// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/json_builder.hpp"
#include "libcommon/codec/protobuf/records.hpp"
#include "libcommon/codec/protobuf/schema.hpp"
#include "libcommon/codec/protobuf/unknown_fields.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zws::codec::protobuf {

/// Records of a field that follow each other.
struct Run {
    const SchemaField* field;
    std::string_view records;
};

/// An entry of a map, with its key as a number or a text.
struct Entry {
    std::uint64_t number;
    std::string_view text;
    std::string_view records;
};

/// What is needed while a message is read, kept for the next one. These are stacks: a message uses what is
/// after that of the message which it is in.
struct Workspace {
    /// Of each, for one message and all that is in it.
    static constexpr std::size_t most = std::size_t{1} << 20U;

    std::vector<Run> runs;
    std::vector<Entry> entries;
    std::vector<std::string_view> pieces; ///< of one message, until it is sorted
    /// Likewise: who won, since which run.
    std::vector<std::pair<const SchemaField*, std::size_t>> choices = {};
};

/// Writes a message as JSON. Its records are sorted by their fields first, as they can come in any order and
/// more than once: of a field that can be there once the last one counts, and messages of such a field become
/// one (protobuf.dev, "Last One Wins").
class Transcript {
public:
    Transcript(const Schema& schema, UnknownFields& unknown, Workspace& work, std::string& out)
        : schema_(schema), unknown_(unknown), work_(work), json_(out)
    {
    }

    /// Returns why `bytes` is not a message of the type, empty if it is one.
    std::string run(const Type& type, std::string_view bytes);

private:
    /// A part of work_.runs.
    struct Range {
        std::size_t begin;
        std::size_t end;

        bool empty() const { return begin == end; }
    };
    using Pieces = std::span<const std::string_view>;

    bool scan(const Type& type, Pieces pieces);
    bool add(const SchemaField& field, const Record& record, std::size_t begin);
    void settle_choices(const Type& type, std::size_t begin);
    Range cut(Range& range, const SchemaField& field) const;

    /// Calls `take` with each record, until it returns false.
    template <class Take>
    bool each(Range range, Take take)
    {
        for (std::size_t i = range.begin; i < range.end; ++i) {
            Records records(work_.runs[i].records);
            for (Record record; records.next(record);) {
                if (!take(record))
                    return false;
            }
        }
        return true;
    }

    bool message(const Type& type, Pieces pieces);
    bool written(const Type& type, Range range);
    bool object(const Type& type, Range range);
    bool members(const Type& type, Range range, bool first);
    bool value(const SchemaField& field, Range range);
    bool single(const SchemaField& field, Range range);
    bool whole(const SchemaField& field, Range range);
    bool array(const SchemaField& field, Range range);
    bool element(const SchemaField& field, const Record& record);
    bool packed(const SchemaField& field, std::string_view numbers, bool first);
    bool map(const SchemaField& field, Range range);
    bool collect(const SchemaField& field, Range range);
    bool entry(const SchemaField& field, const Entry& entry);
    bool scalar(const SchemaField& field, const Record& record);

    bool any(const Type& type, Range range);
    bool time(const Type& type, Range range);
    bool chosen(const Type& type, Range range);
    Record last(const Type& type, std::uint32_t number, Range range);

    const Schema& schema_;
    UnknownFields& unknown_;
    Workspace& work_;
    JsonBuilder json_;
};

} // namespace zws::codec::protobuf
