// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/file_descriptor.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zws::mcap {

/// A file of which any part can be looked at, through a window of it in memory.
class FileWindow {
public:
    /// Opens a file. Throws Error("read PATH: reason"); what is no file, such as a pipe, is one.
    explicit FileWindow(const std::string& path);

    /// The same of one that is open.
    FileWindow(FileDescriptor file, std::string name);

    /// Of the file when it was opened, bytes.
    std::uint64_t size() const { return size_; }
    const std::string& name() const { return name_; }

    /// The `size` bytes from `offset` on, or those up to the end of the file. They stay until the next call.
    /// Throws Error("read PATH: reason").
    std::string_view at(std::uint64_t offset, std::size_t size);

    /// Reads the same into `out`, past the window: for what is large, and read once.
    void read(std::uint64_t offset, std::size_t size, std::string& out);

private:
    void move(std::uint64_t offset, std::size_t size);
    std::size_t fill(std::uint64_t offset, char* to, std::size_t size);

    FileDescriptor file_;
    std::string name_;
    std::uint64_t size_ = 0;
    std::vector<char> buffer_;
    std::uint64_t begin_ = 0; ///< of the window in the file
    std::size_t filled_ = 0;
};

} // namespace zws::mcap
