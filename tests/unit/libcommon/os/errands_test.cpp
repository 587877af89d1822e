// SPDX-License-Identifier: MIT
#include "libcommon/os/errands.hpp"

#include "tests/unit/catch.hpp"

#include <poll.h>
#include <thread>

namespace errands = zws::errands;

TEST_CASE("errands are done by who runs them, once, unless they were cancelled")
{
    int done = 0;
    const int other = 0;
    std::thread([&] { errands::post(&done, [&] { ++done; }); }).join();
    errands::post(&other, [&] { done += 100; });
    pollfd item{errands::fd(), POLLIN, 0};
    CHECK((errands::waiting() && poll(&item, 1, 0) == 1));
    errands::cancel(&other);
    CHECK(done == 0);
    errands::run();
    CHECK(done == 1);
    CHECK_FALSE((errands::waiting() || poll(&item, 1, 0) == 1));
    errands::run();
    CHECK(done == 1);
}
