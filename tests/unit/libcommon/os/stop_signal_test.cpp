// SPDX-License-Identifier: MIT
#include "libcommon/os/stop_signal.hpp"

#include "libcommon/os/poll.hpp"
#include "tests/unit/catch.hpp"

#include <csignal>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using zws::StopSignal;

namespace {

bool readable(int fd)
{
    pollfd item{fd, POLLIN, 0};
    return poll(&item, 1, 0) == 1;
}

/// How a process ended that runs `body` (waitpid's status); it exits with 0 where `body` returns.
template <class Body>
int status_of_child(Body body)
{
    const pid_t child = fork();
    if (child == 0) {
        body();
        _exit(0);
    }
    int status = -1;
    waitpid(child, &status, 0);
    return status;
}

} // namespace

// Each test is a process of its own: the signals' mask and action stay changed after it.

TEST_CASE("without a signal nothing is requested, and waiting ends when it is due")
{
    REQUIRE(status_of_child([] {
                StopSignal stop;
                const auto due = Clock::now() + 20ms;
                _exit(stop.requested() || readable(stop.fd()) || stop.wait_until(due) || Clock::now() < due);
            }) == 0);
}

TEST_CASE("the first signal is an event, which stays")
{
    const int number = GENERATE(SIGINT, SIGTERM);
    REQUIRE(status_of_child([number] {
                StopSignal stop;
                raise(number);
                const bool seen = readable(stop.fd()) && stop.wait_until(Clock::now() + 10s);
                _exit(!(seen && stop.requested() && stop.requested()));
            }) == 0);
}

TEST_CASE("a due time in the past does not hide a signal")
{
    REQUIRE(status_of_child([] {
                StopSignal stop;
                raise(SIGTERM);
                _exit(!stop.wait_until(Clock::now() - 1s));
            }) == 0);
}

TEST_CASE("the second signal ends the process")
{
    const int status = status_of_child([] {
        StopSignal stop;
        raise(SIGINT);
        stop.wait_until(Clock::now() + 10s);
        raise(SIGTERM);
    });
    REQUIRE(WIFSIGNALED(status));
    REQUIRE(WTERMSIG(status) == SIGTERM);
}

TEST_CASE("a descriptor is served while a stop is waited for, and no longer than wanted")
{
    CHECK(status_of_child([] {
              StopSignal stop;
              const zws::WakeUp wake;
              int served = 0;
              {
                  const StopSignal::Service service(stop, wake.fd(), [&] {
                      wake.reset();
                      ++served;
                  });
                  wake.call();
                  if (!readable(stop.fd()) || stop.requested() || served != 1 || readable(stop.fd()))
                      _exit(1);
              }
              wake.call();
              if (readable(stop.fd()) || stop.requested() || served != 1)
                  _exit(2);
          }) == 0);
}
