// SPDX-License-Identifier: MIT
#include "libcommon/cli/log.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support/captured.hpp"
#include "tools/zfeed/complaints.hpp"

#include <unistd.h>

using namespace std::chrono_literals;
using zws::feed::LineComplaints;

TEST_CASE("the first lines are told one by one, then those of a second together")
{
    zws::log::open("zfeed", zws::log::Level::normal);
    const auto start = LineComplaints::Clock::now();
    LineComplaints complaints;
    const std::string said = zws::test::captured(STDERR_FILENO, [&] {
        for (std::uint64_t line = 1; line <= 100; ++line)
            complaints.add(line, "bad", start);
        complaints.add(200, "worse", start + 1s);
        complaints.add(201, std::string(1000, 'x'), start + 1s);
        complaints.tell();
        complaints.tell();
    });
    CHECK(complaints.count() == 102);
    CHECK(said.starts_with("zfeed: warning: line 1: bad\nzfeed: warning: line 2: bad\n"));
    CHECK_THAT(said, Catch::Matchers::ContainsSubstring(
                         "line 10: bad\nzfeed: warning: 91 lines from 11 to 200, the first: bad\n"));
    CHECK(said.ends_with("line 201: " + std::string(200, 'x') + "...\n"));
}
