// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/site.hpp"

#include "libcommon/os/error.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support/temporary_folder.hpp"

#include <chrono>
#include <filesystem>

using namespace zws::browser;
using zws::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::string content(const Site& site, const std::string& path)
{
    const auto file = site.find(path);
    return file ? std::string(file->content.bytes) : "(none)";
}

} // namespace

TEST_CASE("the built-in page is there under its names, with its scripts")
{
    ServerBudget plenty(1U << 30U);
    const Site site("", plenty);
    CHECK(content(site, "/").find("<!DOCTYPE html>") == 0);
    CHECK(content(site, "/") == content(site, "/graph.html"));
    CHECK(site.find("/graph.js")->content_type == "text/javascript; charset=utf-8");
    CHECK(site.find("/favicon.svg")->content_type == "image/svg+xml");
    CHECK_FALSE(site.find("/nothing"));
}

TEST_CASE("a folder's files replace the built-in ones")
{
    const TemporaryFolder folder;
    folder.write("web/index.html", "mine");
    folder.write("web/sub/data.json", "{}");
    folder.write("web/empty.css", "");
    ServerBudget plenty(1U << 30U);
    const Site site((folder.path / "web").string(), plenty);
    CHECK(content(site, "/") == "mine");
    CHECK(content(site, "/graph.html") == "mine");
    CHECK(content(site, "/sub/data.json") == "{}");
    CHECK(content(site, "/empty.css").empty());
    CHECK(site.find("/graph.js"));
    folder.write("web/graph.html", "named");
    CHECK(content(site, "/graph.html") == "named");
}

TEST_CASE("a compressed file is served to who wants one, unless the file is newer")
{
    const TemporaryFolder folder;
    folder.write("web/page.js", "plain");
    folder.write("web/page.js.gz", "compressed");
    folder.write("web/graph.js", "mine"); // a built-in one is not a substitute
    const auto root = folder.path / "web";
    ServerBudget plenty(1U << 30U);
    const Site site(root.string(), plenty);
    const auto gzipped = site.find("/page.js", true);
    CHECK((gzipped->content.bytes == "compressed" && gzipped->is_gzipped && gzipped->has_gzipped));
    CHECK(gzipped->content_type == "text/javascript; charset=utf-8");
    const auto plain = site.find("/page.js");
    CHECK((plain->content.bytes == "plain" && !plain->is_gzipped && plain->has_gzipped));
    const auto mine = site.find("/graph.js", true);
    CHECK((mine->content.bytes == "mine" && !mine->is_gzipped && !mine->has_gzipped));
    CHECK(content(site, "/page.js.gz") == "compressed");
    fs::last_write_time(root / "page.js.gz", fs::last_write_time(root / "page.js") - std::chrono::seconds(1));
    CHECK(site.find("/page.js", true)->content.bytes == "plain");
    fs::remove(root / "page.js.gz");
    folder.write("outside", "outside");
    fs::create_symlink(folder.path / "outside", root / "page.js.gz");
    CHECK(site.find("/page.js", true)->content.bytes == "plain");
}

TEST_CASE("nothing outside of the folder, hidden or not in normal form is served")
{
    const TemporaryFolder folder;
    folder.write("web/file", "in");
    folder.write("web/.hidden", "hidden");
    folder.write("web/sub/file", "in");
    folder.write("web2/file", "out");
    fs::create_symlink(folder.path / "web2/file", folder.path / "web/link");
    fs::create_directory_symlink(folder.path / "web2", folder.path / "web/folder");
    fs::create_symlink("file", folder.path / "web/inner");
    ServerBudget plenty(1U << 30U);
    const Site site((folder.path / "web").string(), plenty);
    CHECK(content(site, "/file") == "in");
    CHECK(content(site, "/inner") == "in");
    using namespace std::string_literals;
    for (const auto& path :
         {"/../web2/file"s, "/link"s, "/folder/file"s, "/.hidden"s, "//file"s, "/sub//file"s, "/sub/"s,
          "/sub"s, "/sub/./file"s, "/sub/../file"s, "file"s, ""s, "/file\0"s, "/file/x"s})
        CHECK_FALSE(site.find(path));
}

TEST_CASE("a web root that is not a folder is an error that names it")
{
    using Catch::Matchers::ContainsSubstring;
    ServerBudget plenty(1U << 30U);
    CHECK_THROWS_WITH(Site("/nowhere/at/all", plenty), ContainsSubstring("/nowhere/at/all"));
    CHECK_THROWS_AS(Site("/dev/null", plenty), zws::Error);
}
