// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/file_descriptor.hpp"
#include "tools/zws2browser/history/chunk_files.hpp"
#include "tools/zws2browser/history/journal.hpp"
#include "tools/zws2browser/history/series_names.hpp"

#include <cstdint>
#include <deque>
#include <filesystem>
#include <string>

namespace zws::browser::history {

struct FolderBounds {
    std::uint64_t size = std::uint64_t{10} << 30U; ///< bytes of all files
    double age = infinite;                         ///< seconds after which what arrived goes
};

/// What a store has, in files that survive the process: names of series, chunks, and a journal with what is
/// in none yet. Over the bound of size the oldest files go: points while they have more than half of it,
/// blocks while they have more than a quarter, then chunks.
class Folder {
public:
    /// Makes it where it is not there, and keeps other processes out. Throws Error, which names it, where
    /// that cannot be, or where it has another format.
    Folder(const std::filesystem::path& path, const FolderBounds& bounds);

    /// Gives back to `store`, which is empty, what is there. What is torn or damaged is left out, with a
    /// warning.
    void load(Store& store);

    /// Takes in what is new in `store`, and lets go what is too much or too old at `now`, in Unix seconds.
    /// Throws Error; what was not saved then is tried again by the next.
    void save(Store& store, double now);

    std::uint64_t size() const;

private:
    void save_chunks(Store& store);
    ChunkFiles& files_for_next();
    void close_last();
    void prune(Store& store, double now);
    bool drop_oldest(Store& store, ChunkFiles::Part part);
    void drop(Store& store, const std::deque<ChunkFiles>::iterator& files, ChunkFiles::Part part);
    std::uint64_t size(ChunkFiles::Part part) const;

    std::filesystem::path path_;
    FolderBounds bounds_;
    FileDescriptor lock_;
    SeriesNames names_;
    Journal journal_;
    std::deque<ChunkFiles> files_; ///< oldest first; the last may be open
    bool is_open_ = false;         ///< the last
    bool journal_is_old_ = false;  ///< it may have points of chunks that went
};

} // namespace zws::browser::history
