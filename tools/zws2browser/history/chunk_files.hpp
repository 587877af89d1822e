// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/append_file.hpp"
#include "tools/zws2browser/history/chunk_record.hpp"
#include "tools/zws2browser/history/mapping.hpp"
#include "tools/zws2browser/history/store.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zws::browser::history {

/// Chunks of all series that were sealed after each other, in three files: NUMBER.points, NUMBER.blocks and,
/// with records that say where the parts of each chunk are in these, NUMBER.chunks. The first two can go
/// before the last. All throws Error, which names the file.
class ChunkFiles {
public:
    enum Part : std::size_t { points, blocks, chunks, parts };

    /// Those of a folder that have been there. Nothing is opened yet.
    ChunkFiles(std::filesystem::path folder, std::uint64_t number);

    std::uint64_t number() const { return number_; }
    std::uint64_t size(Part part) const { return sizes_[part]; }
    std::uint64_t size() const { return sizes_[points] + sizes_[blocks] + sizes_[chunks]; }

    /// When its chunks were sealed, in Unix seconds.
    double first_sealed_at() const { return first_sealed_at_; }
    double last_sealed_at() const { return last_sealed_at_; }

    /// Gives back to `store` what they have. Of the last ones all bytes are checked, and a torn end is cut
    /// off, with a warning.
    void load(Store& store, bool last);

    /// From here on append() can be called; each file gets `limit` bytes, and some more for the last chunk.
    /// False where one has them already, or is gone.
    bool open(std::uint64_t limit);

    bool is_full() const;

    /// Writes a chunk: its points, its blocks and then its record, and tells `store`.
    void append(Store& store, const std::shared_ptr<Chunk>& chunk);

    /// Nothing is appended any more; waits until all is on the disk.
    void close();

    /// Takes a file away; `store` goes on with what is left. With Part::chunks all go.
    void drop(Store& store, Part part);

private:
    std::filesystem::path path(Part part) const;
    std::shared_ptr<const Mapping> map(Part part) const;
    void cut(const SavedChunk* last, std::uint64_t records_size);
    void cut(Part part, std::uint64_t size);
    void remember(const std::shared_ptr<Chunk>& chunk);

    std::filesystem::path folder_;
    std::uint64_t number_;
    std::array<std::uint64_t, parts> sizes_{};
    double first_sealed_at_ = infinite;
    double last_sealed_at_ = -infinite;
    std::vector<std::weak_ptr<Chunk>> chunks_;
    std::uint64_t limit_ = 0;
    std::array<std::optional<AppendFile>, parts> files_; ///< while open
    std::array<std::shared_ptr<const Mapping>, 2> mappings_;
};

} // namespace zws::browser::history
