// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/chunk.hpp"
#include "libcommon/mcap/record.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace zws::mcap {

/// Writes a file of chunks: what it holds is whole after each of them, and has a summary once it is closed.
class Writer {
public:
    /// Takes bytes in order. It may throw, and take back all of a chunk, or of the end, with that: then the
    /// file can still be closed.
    using Sink = std::function<void(std::string_view)>;

    /// Writes the start of the file; `library` names who does.
    Writer(Sink sink, std::string library);

    void write(const FileChunk& chunk);

    /// Writes the summary, the last of the file.
    void close();

    /// Bytes so far.
    std::uint64_t size() const { return size_; }

    /// Bytes of the file once it is closed, if `chunk` is added before.
    std::uint64_t closed_size(const FileChunk& chunk) const;

    const StatisticsRecord& statistics() const { return statistics_; }

private:
    void put(std::string_view bytes);
    void note(const FileChunk& chunk);
    std::string summary() const;

    Sink sink_;
    std::uint64_t size_ = 0;
    std::map<ChannelId, std::shared_ptr<const RecordedChannel>> channels_;
    std::string channel_records_;
    std::string chunk_indexes_;
    StatisticsRecord statistics_;
};

} // namespace zws::mcap
