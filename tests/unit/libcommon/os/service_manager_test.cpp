// SPDX-License-Identifier: MIT
#include "libcommon/os/service_manager.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/support/variable.hpp"

using namespace std::chrono_literals;
namespace service_manager = zws::service_manager;

TEST_CASE("without a service manager nothing happens")
{
    CHECK_NOTHROW(service_manager::tell("READY=1"));
    const zws::test::Variable nowhere("NOTIFY_SOCKET", "/nowhere/at/all");
    CHECK_NOTHROW(service_manager::tell("READY=1"));
}

TEST_CASE("the watchdog's time is for one process")
{
    CHECK(service_manager::watchdog() == 0us);
    const zws::test::Variable time("WATCHDOG_USEC", "3000000");
    CHECK(service_manager::watchdog() == 3s);
    {
        const zws::test::Variable pid("WATCHDOG_PID", "1");
        CHECK(service_manager::watchdog() == 0us);
    }
    const zws::test::Variable garbage("WATCHDOG_USEC", "-3");
    CHECK(service_manager::watchdog() == 0us);
}
