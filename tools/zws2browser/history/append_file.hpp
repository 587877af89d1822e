// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/file_descriptor.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace zws::browser::history {

/// A file that grows at its end. What cannot be done throws Error, which names the file.
class AppendFile {
public:
    /// Opens it, or makes it where it is not there.
    explicit AppendFile(const std::filesystem::path& path);

    std::uint64_t size() const { return size_; }
    const std::filesystem::path& path() const { return path_; }
    int fd() const { return fd_.get(); }

    /// Where it fails the file is as long as before.
    void append(std::string_view bytes);

    /// Cuts off what is after `size`.
    void cut(std::uint64_t size);

    /// Waits until all is on the disk.
    void sync() const;

    std::string read() const; ///< all of it

private:
    std::filesystem::path path_;
    FileDescriptor fd_;
    std::uint64_t size_ = 0;
};

} // namespace zws::browser::history
