// SPDX-License-Identifier: MIT
#include "libcommon/mcap/record_walk.hpp"

#include <algorithm>
#include <utility>

namespace zws::mcap {

namespace {

/// The fewest bytes that the content of such a record has.
std::uint64_t least_content(RecordOpcode opcode)
{
    switch (opcode) {
    case RecordOpcode::header:
    case RecordOpcode::metadata:
        return 8;
    case RecordOpcode::footer:
        return 20;
    case RecordOpcode::schema:
        return 14;
    case RecordOpcode::channel:
        return 16;
    case RecordOpcode::message:
        return 22;
    case RecordOpcode::chunk:
        return 40;
    case RecordOpcode::message_index:
        return 6;
    case RecordOpcode::chunk_index:
        return 64;
    case RecordOpcode::attachment:
        return 36;
    case RecordOpcode::attachment_index:
        return 48;
    case RecordOpcode::statistics:
        return 46;
    case RecordOpcode::metadata_index:
        return 20;
    case RecordOpcode::summary_offset:
        return 17;
    case RecordOpcode::data_end:
        return 4;
    }
    return 0;
}

/// The chunk at `place` without its records, if its fields agree with its length.
std::optional<ChunkRecordHead> chunk_head(FileWindow& file, const RecordPlace& place)
{
    const auto size = std::min<std::uint64_t>(place.content_size(), most_chunk_head);
    auto head = decode_chunk_head(file.at(place.content(), static_cast<std::size_t>(size)));
    const bool agrees = head && head->records_offset + head->records_length == place.content_size();
    return agrees && head->chunk.start <= head->chunk.end ? head : std::nullopt;
}

} // namespace

RecordWalk::RecordWalk(FileWindow& file, std::uint64_t begin, std::uint64_t end, OnLoss lost)
    : file_(file), at_(begin), end_(end), lost_(std::move(lost))
{
}

/// The record that `head`, the bytes at `offset`, is the head of, if it ends before the end.
std::optional<RecordPlace> RecordWalk::place(std::uint64_t offset, std::string_view head) const
{
    const auto decoded = decode_head(head);
    if (!decoded || decoded->length < least_content(decoded->opcode) || offset + record_head_size > end_ ||
        decoded->length > end_ - offset - record_head_size)
        return std::nullopt;
    return RecordPlace{decoded->opcode, offset, decoded->length + record_head_size};
}

/// Whether a record can begin at `offset`, or all ends there.
bool RecordWalk::may_go_on(std::uint64_t offset)
{
    const auto bytes = file_.at(offset, record_head_size);
    const auto next = place(offset, bytes);
    return offset == end_ || bytes.starts_with(magic) || (next && is_known(next->opcode));
}

/// Whether the length of a record is the right one: that of a chunk is there twice, after others there is a
/// record.
bool RecordWalk::is_right(const RecordPlace& record)
{
    return (record.opcode == RecordOpcode::chunk && chunk_head(file_, record)) || may_go_on(record.end());
}

bool RecordWalk::surely_begins(std::uint64_t offset, std::string_view head)
{
    const auto record = place(offset, head);
    if (!record || !is_known(record->opcode))
        return false;
    return record->opcode == RecordOpcode::chunk ? chunk_head(file_, *record).has_value()
                                                 : may_go_on(record->end());
}

/// The next place from `from` on where a record surely begins; the end where there is none.
std::uint64_t RecordWalk::find(std::uint64_t from)
{
    constexpr std::size_t step = std::size_t{64} << 10U;
    std::string block; // a copy: what is looked at in between moves the window
    for (; from < end_; from += step) {
        block = file_.at(from, step + record_head_size);
        const std::string_view bytes(block);
        for (std::size_t i = 0; i < std::min(step, bytes.size()); ++i) {
            // The highest byte of a length is 0.
            const auto head = bytes.substr(i, record_head_size);
            if (head.size() == record_head_size && head.back() == '\0' && surely_begins(from + i, head))
                return from + i;
        }
    }
    return end_;
}

void RecordWalk::tell_lost(std::uint64_t from, std::uint64_t to)
{
    Loss loss{from, to - from, "no records that can be read", {}};
    const auto head = decode_head(file_.at(from, record_head_size));
    if (to == end_)
        loss.what = "the end of the file is cut off";
    if (head && head->opcode == RecordOpcode::chunk) {
        loss.what = to == end_ ? "a chunk that is cut off" : "a chunk whose length is wrong";
        const auto chunk = decode_chunk_head(file_.at(from + record_head_size, most_chunk_head));
        if (chunk && chunk->chunk.end > 0)
            loss.times.emplace(chunk->chunk.start, chunk->chunk.end);
    }
    lost_(loss);
}

/// Passes over the magic that ends a file, and that of another which was appended to it.
bool RecordWalk::skip_magic()
{
    if (end_ - at_ < magic.size() || file_.at(at_, magic.size()) != magic)
        return false;
    at_ += magic.size();
    return true;
}

std::optional<RecordPlace> RecordWalk::next()
{
    while (at_ < end_) {
        if (skip_magic())
            continue;
        const auto found = place(at_, file_.at(at_, record_head_size));
        const bool right = found && is_right(*found);
        const auto from = at_;
        at_ = right ? found->end() : find(from + 1);
        // Of two records in a row one is wrong: the first, if it hides another, else the second.
        if (right || (found && at_ >= found->end())) {
            at_ = found->end();
            return found;
        }
        tell_lost(from, at_);
    }
    return std::nullopt;
}

} // namespace zws::mcap
