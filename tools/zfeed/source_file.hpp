// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/file_descriptor.hpp"

#include <string>
#include <vector>

namespace zws::feed {

/// A file to read lines from; "-" is standard input, which stays open.
class SourceFile {
public:
    /// Throws Error("read NAME: reason"); a FIFO does not wait for its writer.
    explicit SourceFile(const std::string& name);

    int fd() const;

private:
    FileDescriptor file_; ///< none: standard input
};

/// The name of such a file in messages.
std::string shown(const std::string& name);

/// Throws Error for the first of `names` that is not there, is a folder, or may not be read; opens none. With
/// `again` also for what cannot be read a second time.
void check_readable(const std::vector<std::string>& names, bool again);

} // namespace zws::feed
