// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/decode.hpp"
#include "libcommon/mcap/window.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace zws::mcap {

/// Where a record is in its file.
struct RecordPlace {
    RecordOpcode opcode = RecordOpcode::header;
    std::uint64_t offset = 0; ///< of its head
    std::uint64_t size = 0;   ///< its head included

    std::uint64_t content() const { return offset + record_head_size; }
    std::uint64_t content_size() const { return size - record_head_size; }
    std::uint64_t end() const { return offset + size; }
};

/// Bytes of a file that could not be read.
struct Loss {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::string what; ///< "a chunk: its CRC does not match"
    std::optional<std::pair<Time, Time>>
        times; ///< of the first and the last message in it, where they are known
};

using OnLoss = std::function<void(const Loss&)>;

/// Goes from record to record of a file without reading what is in them. Where it cannot go on it looks for
/// the next place that is very probably the start of a record, and goes on there.
class RecordWalk {
public:
    /// From `begin`, where a record begins, to `end`. What is passed over is told to `lost`.
    RecordWalk(FileWindow& file, std::uint64_t begin, std::uint64_t end, OnLoss lost);

    /// The next record; none at the end.
    std::optional<RecordPlace> next();

private:
    bool skip_magic();
    std::optional<RecordPlace> place(std::uint64_t offset, std::string_view head) const;
    bool may_go_on(std::uint64_t offset);
    bool is_right(const RecordPlace& record);
    bool surely_begins(std::uint64_t offset, std::string_view head);
    std::uint64_t find(std::uint64_t from);
    void tell_lost(std::uint64_t from, std::uint64_t to);

    FileWindow& file_;
    std::uint64_t at_;
    std::uint64_t end_;
    OnLoss lost_;
};

} // namespace zws::mcap
