// SPDX-License-Identifier: MIT
#include "libcommon/os/small_file.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/support/temporary_file.hpp"

using zws::read_filled_file;
using zws::read_small_file;

TEST_CASE("a small file is read whole, up to its limit")
{
    const std::string content("a\0b\n", 4);
    const zws::test::TemporaryFile file(content);
    CHECK(read_small_file("--x", file.path(), 4) == content);
    CHECK_THROWS_WITH(read_small_file("--x", file.path(), 3), "--x " + file.path() + ": larger than 3 bytes");
    CHECK_THROWS_WITH(read_small_file("--x", "/dev/zero", 100'000),
                      "--x /dev/zero: larger than 100000 bytes");
}

TEST_CASE("what cannot be read is named with its option and the reason")
{
    CHECK_THROWS_WITH(read_small_file("--x", "/nowhere", 9), "--x /nowhere: No such file or directory");
    CHECK_THROWS_WITH(read_small_file("--x", "/", 9), "--x /: Is a directory");
}

TEST_CASE("an empty file is an error where something has to be in it")
{
    CHECK(read_small_file("--x", "/dev/null", 9).empty());
    CHECK_THROWS_WITH(read_filled_file("--x", "/dev/null", 9), "--x /dev/null: is empty");
}
