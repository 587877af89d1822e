// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/writer.hpp"
#include "libcommon/os/file_descriptor.hpp"

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace zws::rec {

/// A file that is being written: whole after each chunk. It is locked (flock(2)), so that no zrec deletes it.
class OutputFile {
public:
    /// Makes a new file in `folder`, named after the time of its first message, or a little later where that
    /// name is taken. Throws Error "create PATH: reason".
    OutputFile(const std::filesystem::path& folder, mcap::Time first);

    /// Throws Error "write PATH: reason", and then the file ends after the last whole chunk.
    void write(const mcap::FileChunk& chunk);

    /// Writes the summary, and says what is in the file. Throws as write() does.
    void close();

    const std::filesystem::path& path() const { return path_; }
    /// The log time it is named after.
    mcap::Time first() const { return first_; }
    std::uint64_t size() const { return writer_.size(); }
    /// See Writer.
    std::uint64_t closed_size(const mcap::FileChunk& chunk) const { return writer_.closed_size(chunk); }

private:
    void create(const std::filesystem::path& folder);
    void put(std::string_view bytes);
    [[noreturn]] void cut_back(int reason);

    mcap::Time first_;
    std::filesystem::path path_;
    FileDescriptor fd_;
    std::uint64_t whole_ = 0; ///< bytes of the file up to the end of its last chunk
    mcap::Writer writer_;
};

} // namespace zws::rec
