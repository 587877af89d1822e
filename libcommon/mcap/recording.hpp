// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/contents.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace zws::mcap {

/// What a chunk may be in the file, and what it may be without its compression, bytes: a larger one is not
/// read.
constexpr std::uint64_t most_chunk_size = std::uint64_t{256} << 20U;

/// The messages of a piece, by log time; those of the same time as they are in the file.
class Messages {
public:
    /// Whether all were taken.
    bool empty() const { return next_ == entries_.size(); }
    Time next_time() const { return entries_[next_].time; }

    /// The next one, which stays until this object goes. There has to be one.
    MessageRecord next();

    /// Bytes in memory.
    std::uint64_t size() const { return records_.capacity() + entries_.capacity() * sizeof(Entry); }

private:
    friend class Recording;

    struct Entry {
        Time time;
        std::uint32_t at; ///< of its content in records_
        std::uint32_t size;
    };

    void sort();

    std::string records_;
    std::vector<Entry> entries_;
    std::size_t next_ = 0;
};

/// A file of MCAP that is read piece by piece.
class Recording {
public:
    /// Which messages are wanted, by their channel and log time.
    using Wanted = std::function<bool(const ChannelRecord& channel, Time time)>;

    /// Throws Error("NAME: not an MCAP file"), or as FileWindow does. What cannot be read is told to `lost`,
    /// from here on.
    Recording(FileWindow file, OnLoss lost);

    const std::string& name() const { return file_.name(); }
    const Contents& contents() const { return contents_; }

    /// Those messages of a piece of the contents that are wanted; what of it cannot be read is told.
    Messages read(const Piece& piece, const Wanted& wanted);

    /// The channel of a message that was read.
    const ChannelRecord& channel(ChannelId id) const { return contents_.channels.at(id); }

    /// The begin of a chunk, if it is as its piece says.
    std::optional<ChunkRecordHead> chunk(const Piece& piece);

private:
    std::string read_chunk(const Piece& piece, std::string& records);
    std::string read_records(const Piece& piece, std::string& records);
    const ChannelRecord* find_channel(ChannelId id, const Piece& user);
    void read_channels(std::size_t number);
    void take_other(const Piece& piece, RecordOpcode opcode, std::string_view content);
    void lose(const Piece& piece, const std::string& why);

    FileWindow file_;
    OnLoss lost_;
    Contents contents_;
    std::vector<bool> channels_known_; ///< of each piece: they are in the contents
};

} // namespace zws::mcap
