// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

namespace zws::browser {

/// A file of the page, as it was when this was built.
struct BuiltInFile {
    std::string_view path; ///< of its URL: "/graph.html"
    std::string_view content;
    std::string_view gzipped; ///< the same, compressed; empty if this was built without
};

/// The page with all that it needs; written by the build (cmake/embed.cmake).
std::span<const BuiltInFile> built_in_files();

} // namespace zws::browser
