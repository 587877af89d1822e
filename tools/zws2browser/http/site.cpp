// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/site.hpp"

#include "libcommon/os/error.hpp"
#include "tools/zws2browser/http/built_in.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <unistd.h>
#include <utility>

namespace zws::browser {

namespace fs = std::filesystem;

namespace {

std::string_view content_type(std::string_view path)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> types{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".json", "application/json"},
        {".txt", "text/plain; charset=utf-8"},
        {".woff2", "font/woff2"},
    }};
    const auto* const found = std::find_if(types.begin(), types.end(),
                                           [path](const auto& type) { return path.ends_with(type.first); });
    return found == types.end() ? "application/octet-stream" : found->second;
}

/// Whether a path is "/", or segments that are neither empty nor hidden ("." and ".." are).
bool in_normal_form(std::string_view path)
{
    return path.starts_with('/') && path.find("//") == std::string_view::npos &&
           path.find("/.") == std::string_view::npos && path.find('\0') == std::string_view::npos &&
           (path == "/" || !path.ends_with('/'));
}

bool lies_in(const fs::path& file, const fs::path& folder)
{
    return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first == folder.end();
}

/// Whether it, or a folder on the way to it, is hidden: a link can lead to one.
bool is_hidden(const fs::path& relative)
{
    return std::any_of(relative.begin(), relative.end(),
                       [](const fs::path& part) { return part.native().starts_with('.'); });
}

bool is_no_older(const fs::path& file, const fs::path& other)
{
    std::error_code failure;
    const auto time = fs::last_write_time(file, failure);
    return !failure && time >= fs::last_write_time(other, failure) && !failure;
}

} // namespace

Site::Site(const std::string& web_root, zws::MemoryBudget& memory) : cache_(memory)
{
    if (web_root.empty())
        return;
    std::error_code failure;
    root_ = fs::canonical(web_root, failure);
    if (failure)
        throw Error("--web-root " + web_root + ": " + failure.message());
    if (!fs::is_directory(root_))
        throw system_error("--web-root " + web_root, ENOTDIR);
    if (access(root_.c_str(), X_OK) != 0)
        throw system_error("--web-root " + web_root, errno);
}

std::optional<SiteFile> Site::find(const std::string& path, bool gzip) const
{
    if (!in_normal_form(path))
        return std::nullopt;
    if (auto file = find_in_root(path, gzip))
        return file;
    if (path == "/" || path == "/graph.html") // the page's name in the article
        return find("/index.html", gzip);
    for (const auto& file : built_in_files())
        if (file.path == path) {
            const bool has_gzipped = !file.gzipped.empty();
            const bool use_gzipped = gzip && has_gzipped;
            const Content content{nullptr, use_gzipped ? file.gzipped : file.content};
            return SiteFile{content_type(path), content, entity_tag(content.bytes), use_gzipped, has_gzipped};
        }
    return std::nullopt;
}

std::optional<SiteFile> Site::find_in_root(const std::string& path, bool gzip) const
{
    const auto file = file_in_root(path);
    if (!file)
        return std::nullopt;
    const auto gzipped = file_in_root(path + ".gz");
    const bool has_gzipped = gzipped && is_no_older(*gzipped, *file);
    const bool use_gzipped = gzip && has_gzipped;
    auto read = cache_.read(use_gzipped ? *gzipped : *file);
    if (!read)
        return std::nullopt;
    return SiteFile{content_type(path), std::move(read->content), std::move(read->tag), use_gzipped,
                    has_gzipped};
}

std::optional<fs::path> Site::file_in_root(const std::string& path) const
{
    if (root_.empty())
        return std::nullopt;
    std::error_code failure;
    auto file = fs::canonical(root_ / path.substr(1), failure);
    if (failure || !lies_in(file, root_) || is_hidden(file.lexically_relative(root_)) ||
        !fs::is_regular_file(file, failure))
        return std::nullopt;
    return file;
}

} // namespace zws::browser
