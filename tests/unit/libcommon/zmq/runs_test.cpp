// SPDX-License-Identifier: MIT
#include "libcommon/zmq/runs.hpp"

#include "tests/unit/catch.hpp"

#include <sys/socket.h>
#include <unistd.h>

using zws::compare;
using zws::Progress;
using zws::Runs;
using Step = Progress::Kind;

namespace {

constexpr unsigned bits = 64;

/// A descriptor of a socket, until it is closed.
struct OpenSocket {
    OpenSocket() : fd(socket(AF_UNIX, SOCK_STREAM, 0)) {}
    ~OpenSocket() { end(); }
    OpenSocket(const OpenSocket&) = delete;
    OpenSocket& operator=(const OpenSocket&) = delete;

    void end()
    {
        if (fd >= 0)
            close(fd);
        fd = -1;
    }

    int fd;
};

} // namespace

TEST_CASE("numbers that follow each other, and those that do not")
{
    CHECK(compare(1, 2, 32) == Progress{Step::next});
    CHECK(compare(1, 5, 32) == Progress{Step::gap, 3});
    CHECK(compare(1, 1, 32) == Progress{Step::repeated});
    CHECK(compare(500, 0, 32) == Progress{Step::restarted});
    CHECK(compare(500, 499, 32) == Progress{Step::restarted});
    CHECK(compare(0, 0xfffffffe, 32) == Progress{Step::gap, 0xfffffffd});
}

TEST_CASE("a step over the end of the numbers is told from a publisher that begins again")
{
    CHECK(compare(255, 0, 8) == Progress{Step::next});
    CHECK(compare(253, 1, 8) == Progress{Step::gap, 3});
    CHECK(compare(200, 0, 8) == Progress{Step::restarted});
    CHECK(compare(0xffffffff, 0, 32) == Progress{Step::next});
    CHECK(compare(0xfffffff0, 5, 32) == Progress{Step::gap, 20});
    CHECK(compare(3'000'000'000, 0, 32) == Progress{Step::restarted});
    CHECK(compare(~0ULL, 0, 64) == Progress{Step::next});
    CHECK(compare(~0ULL - 1, 1, 64) == Progress{Step::gap, 2});
    CHECK(compare(1ULL << 63U, 0, 64) == Progress{Step::restarted});
}

TEST_CASE("connections are counted apart")
{
    Runs runs;
    const OpenSocket one;
    const OpenSocket other;
    for (std::uint64_t i = 0; i < 10; ++i) {
        CHECK(runs.add(5000 + i, one.fd, bits).progress.kind == Step::next);
        CHECK(runs.add(i, other.fd, bits).progress.kind == Step::next);
    }
    CHECK(runs.add(5012, one.fd, bits).progress == Progress{Step::gap, 2});
    CHECK(runs.add(10, other.fd, bits).progress.kind == Step::next);
    CHECK(runs.add(5013, one.fd, bits).progress.kind == Step::next);
}

TEST_CASE("a connection that was made anew goes on with the numbers of the one before it")
{
    Runs runs;
    OpenSocket before;
    const OpenSocket stays;
    runs.add(100, before.fd, bits);
    runs.add(7, stays.fd, bits);
    before.end();
    const OpenSocket after;
    SECTION("what was lost in between is counted")
    {
        const auto finding = runs.add(104, after.fd, bits);
        CHECK(finding.progress == Progress{Step::gap, 3});
        CHECK(finding.connected_anew);
    }
    SECTION("a publisher that was restarted begins again")
    {
        const auto finding = runs.add(0, after.fd, bits);
        CHECK(finding.progress.kind == Step::restarted);
        CHECK(finding.connected_anew);
        CHECK(finding.last == 100);
    }
    CHECK(runs.add(8, stays.fd, bits).progress.kind == Step::next);
}

TEST_CASE("a run that was left long ago is over")
{
    Runs runs;
    runs.add(5'000'000, -1, bits);
    runs.add(0, -1, bits);
    SECTION("but not soon")
    {
        runs.add(1, -1, bits);
        const auto finding = runs.add(5'000'001, -1, bits);
        CHECK(finding.progress.kind == Step::next);
        CHECK(finding.interleaved);
        CHECK(finding.retracted.restarts == 1);
    }
    SECTION("and counts for nothing then")
    {
        for (std::uint64_t i = 1; i <= Runs::longest_memory; ++i)
            runs.add(i, -1, bits);
        CHECK(runs.add(5'000'001, -1, bits).progress ==
              Progress{Step::gap, 5'000'000 - Runs::longest_memory});
    }
}
