// SPDX-License-Identifier: MIT
#include "libcommon/zmq/ipc_listener.hpp"

#include "libcommon/os/error.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support/temporary_file.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using zws::IpcListener;

namespace fs = std::filesystem;

namespace {

bool is_there(const std::string& path)
{
    return fs::exists(fs::symlink_status(path));
}

} // namespace

TEST_CASE("the file of a socket goes with it, wherever it was moved")
{
    const auto path = zws::test::TemporaryFile("").path();
    std::vector<zws::SocketFile> files;
    for (const auto* end : {"1", "2", "3"})
        files.push_back(std::move(IpcListener::at(path + end).file));
    REQUIRE(is_there(path + "1"));
    zws::SocketFile moved;
    moved = std::move(files.front());
    files.clear();
    CHECK(is_there(path + "1"));
    CHECK_FALSE(is_there(path + "2"));
    moved = zws::SocketFile();
    CHECK_FALSE(is_there(path + "1"));
}

TEST_CASE("a socket is replaced once nobody answers on it, and then only its second owner removes it")
{
    const auto path = zws::test::TemporaryFile("").path();
    std::optional<IpcListener> first = IpcListener::at(path);
    REQUIRE_THROWS_WITH(IpcListener::at(path), "Address already in use");
    first->socket = zws::FileDescriptor(); // as if its process had been killed
    {
        const auto second = IpcListener::at(path);
        first.reset();
        CHECK(is_there(path));
    }
    CHECK_FALSE(is_there(path));
}

TEST_CASE("a file that is not a socket stays")
{
    const zws::test::TemporaryFile file("x");
    REQUIRE_THROWS_WITH(IpcListener::at(file.path()), "is not a socket, but a regular file");
    CHECK(fs::file_size(file.path()) == 1);
}

TEST_CASE("a path of 107 bytes fits, one of 108 does not")
{
    const auto folder = fs::temp_directory_path().string() + '/';
    const std::string fitting = folder + std::string(107 - folder.size(), 'x');
    CHECK(IpcListener::at(fitting).name == fitting);
    CHECK_THROWS_WITH(IpcListener::at(fitting + 'x'),
                      "File name too long: 108 bytes, a socket has 107 at most");
}
