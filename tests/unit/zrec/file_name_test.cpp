// SPDX-License-Identifier: MIT
#include "tools/zrec/file_name.hpp"

#include "tests/unit/catch.hpp"

using zws::rec::file_name;
using zws::rec::is_file_name;

TEST_CASE("files are named after their time in UTC")
{
    CHECK(file_name(0) == "zrec-19700101T000000.000000Z.mcap");
    CHECK(file_name(1763870400123456789) == "zrec-20251123T040000.123456Z.mcap");
    CHECK(file_name(1763870400123456789) < file_name(1763870400123457789));
}

TEST_CASE("a name of that form is known")
{
    CHECK(is_file_name(file_name(1763870400123456789)));
    for (const char* name : {"", "zrec-.mcap", "zrec-20251123T040000.123456Z.mcap2",
                             "xzrec-20251123T040000.123456Z.mcap", "zrec-20251123T040000Z.mcap",
                             "zrec-2025112xT040000.123456Z.mcap", "zrec-20251123T040000.123456Z.MCAP"})
        CHECK_FALSE(is_file_name(name));
}
