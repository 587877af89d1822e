// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/record.hpp"
#include "libcommon/mcap/topic_table.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct ZSTD_CCtx_s;

namespace zws::mcap {

enum class Compression { none, zstd };

/// What a chunk may cost: as little as possible where the stream is fast, or more for a smaller one.
enum class Effort { least, usual };

/// The messages of one channel in a chunk.
struct ChunkPart {
    std::shared_ptr<const RecordedChannel> channel;
    std::vector<std::pair<Time, std::uint64_t>> offsets; ///< as in MessageIndexRecord
};

/// A chunk that messages are added to. It begins with the records of its channels, so that it can be read
/// alone, and written to any file.
class OpenChunk {
public:
    OpenChunk() = default;
    /// One with room for so many bytes.
    explicit OpenChunk(std::size_t room) { records_.reserve(room); }

    bool empty() const { return parts_.empty(); }
    std::uint64_t messages() const { return messages_; }

    /// What it has in memory, bytes.
    std::size_t size() const { return records_.size() + messages_ * sizeof(ChunkPart::offsets[0]); }

    void add(const std::shared_ptr<RecordedChannel>& channel, Time time, const Message& message);

    const std::string& records() const { return records_; }
    const std::vector<ChunkPart>& parts() const { return parts_; }
    Time start() const { return start_; }
    Time end() const { return end_; }

private:
    ChunkPart& part_of(const std::shared_ptr<RecordedChannel>& channel);

    std::string records_;
    std::vector<ChunkPart> parts_;
    std::vector<std::uint16_t> part_at_; ///< by channel: place in parts_, from 1; 0: none
    std::uint64_t messages_ = 0;
    Time start_ = 0;
    Time end_ = 0;
};

/// A chunk that is full, as it is written.
struct FileChunk {
    std::string record;     ///< the record of the chunk
    std::string indexes;    ///< the records after it
    ChunkIndexRecord index; ///< offsets are of the start of `record`
    std::vector<std::pair<std::shared_ptr<const RecordedChannel>, std::uint64_t>>
        channels; ///< with their messages
    std::uint64_t messages = 0;

    /// What it has in memory, and in a file, bytes.
    std::size_t size() const { return record.size() + indexes.size(); }
};

/// Makes chunks of open ones.
class ChunkMaker {
public:
    explicit ChunkMaker(Compression compression);
    ~ChunkMaker();
    ChunkMaker(const ChunkMaker&) = delete;
    ChunkMaker& operator=(const ChunkMaker&) = delete;

    /// The indexes of messages that came while the clock was set back are in order of time. Throws Error
    /// where there is no memory for zstd.
    FileChunk made(const OpenChunk& open, Effort effort);

private:
    std::string_view compressed(const std::string& records, Effort effort);

    Compression compression_;
    ZSTD_CCtx_s* context_ = nullptr;
    std::string buffer_; ///< used again
};

} // namespace zws::mcap
