// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http/file_cache.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace zws::browser {

/// A file to serve.
struct SiteFile {
    std::string_view content_type;
    Content content;
    std::string tag;         ///< of the content
    bool is_gzipped = false; ///< the content is
    bool has_gzipped = false;
};

/// The files of the page: those of a folder, and for what it lacks, the built-in ones. Beside a file of the
/// folder there may be a compressed one, which is served if it is not older: `page.js.gz` for `page.js`.
class Site {
public:
    /// `web_root` empty: built-in files only. Throws Error if it is not a folder.
    Site(const std::string& web_root, zws::MemoryBudget& memory);

    /// The file at the path of a URL, without the query and with percent-encoded characters decoded; nothing
    /// for paths that are not in normal form, name a hidden file or lead out of the folder, and for files of
    /// more than 64 MiB. It is compressed if `gzip` is wanted and there is such a file. Any thread. Throws
    /// FileCache::NoRoom.
    std::optional<SiteFile> find(const std::string& path, bool gzip = false) const;

private:
    std::optional<SiteFile> find_in_root(const std::string& path, bool gzip) const;
    std::optional<std::filesystem::path> file_in_root(const std::string& path) const;

    mutable FileCache cache_;
    std::filesystem::path root_; ///< without symbolic links; empty: none
};

} // namespace zws::browser
