// SPDX-License-Identifier: MIT
#include "tools/zws2browser/site.hpp"

#include "libcommon/error.hpp"
#include "tools/zws2browser/built_in.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
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

} // namespace

Site::Site(const std::string& web_root)
{
    if (web_root.empty())
        return;
    std::error_code failure;
    root_ = fs::canonical(web_root, failure);
    if (failure)
        throw Error("read " + web_root + ": " + failure.message());
    if (!fs::is_directory(root_))
        throw Error("read " + web_root + ": not a folder");
}

std::optional<SiteFile> Site::find(const std::string& path) const
{
    if (!in_normal_form(path))
        return std::nullopt;
    if (auto content = read_from_root(path))
        return SiteFile{content_type(path), std::move(*content)};
    if (path == "/" || path == "/graph.html") // the page's name in the article
        return find("/index.html");
    for (const auto& file : built_in_files())
        if (file.path == path)
            return SiteFile{content_type(path), std::string(file.content)};
    return std::nullopt;
}

std::optional<std::string> Site::read_from_root(const std::string& path) const
{
    if (root_.empty())
        return std::nullopt;
    std::error_code failure;
    const auto file = fs::canonical(root_ / path.substr(1), failure);
    if (failure || !lies_in(file, root_) || !fs::is_regular_file(file))
        return std::nullopt;
    std::ifstream in(file, std::ios::binary);
    std::ostringstream content;
    if (!(content << in.rdbuf()) && fs::file_size(file, failure) != 0)
        return std::nullopt;
    return std::move(content).str();
}

} // namespace zws::browser
