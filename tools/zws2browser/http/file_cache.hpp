// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/memory_budget.hpp"
#include "tools/zws2browser/http/http.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace zws::browser {

/// A file, and the tag of its content (RFC 9110 section 8.8.3).
struct CachedFile {
    Content content;
    std::string tag;
};

/// Files in memory for as long as an answer needs them: those who ask for one at the same time share it. Any
/// thread.
class FileCache {
public:
    static constexpr std::size_t largest_file = std::size_t{64} << 20U; ///< bytes

    /// There is no room for one more now.
    struct NoRoom {};

    explicit FileCache(zws::MemoryBudget& memory) : memory_(memory) {}

    /// The file as it is now; none where it cannot be read, is not a file, or is larger than largest_file.
    /// Throws NoRoom.
    std::optional<CachedFile> read(const std::filesystem::path& path);

private:
    struct Version;
    struct File;
    /// What there is at a path: held by those who read it, too.
    struct Entry {
        std::mutex mutex;
        std::weak_ptr<const File> file;

        bool is_empty();
    };

    std::shared_ptr<Entry> entry_of(const std::filesystem::path& path);

    zws::MemoryBudget& memory_;
    std::mutex mutex_; ///< not held while a file is read
    std::map<std::filesystem::path, std::shared_ptr<Entry>> entries_;
};

/// The tag of a content.
std::string entity_tag(std::string_view content);

} // namespace zws::browser
