// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zrec/options.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>

namespace zws::rec {

/// Deletes the oldest files in a folder: those that zrec wrote, by their name and by what they begin with,
/// and that no zrec is writing.
class Retention {
public:
    Retention(std::filesystem::path folder, KeepRule keep);

    /// To be called after a file was begun or closed: what is there is looked at anew.
    void look();

    /// Deletes what is too much besides the file that is being written, of so many bytes; `now` is the wall
    /// clock. What cannot be deleted is told, and stays.
    void enforce(std::uint64_t open_bytes, std::filesystem::file_time_type now);

private:
    struct Old {
        std::filesystem::path path;
        std::uint64_t bytes;
        std::filesystem::file_time_type ended;
    };

    bool is_over(std::uint64_t bytes, const Old& oldest, std::filesystem::file_time_type now) const;

    std::filesystem::path folder_;
    KeepRule keep_;
    std::deque<Old> files_; ///< oldest first
    std::uint64_t bytes_ = 0;
};

} // namespace zws::rec
