// SPDX-License-Identifier: MIT
#include "libcommon/cli/run.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support/captured.hpp"
#include "tests/unit/support/demo_tool.hpp"
#include "tests/unit/support/variable.hpp"

#include <algorithm>
#include <new>
#include <unistd.h>

namespace {

struct Ended {
    int status = -1;
    std::string out;
    std::string err;
};

Ended run(std::vector<std::string> args, const std::function<void()>& body,
          const std::string& called_as = "demo")
{
    args.insert(args.begin(), called_as);
    std::vector<char*> argv(args.size());
    std::transform(args.begin(), args.end(), argv.begin(), [](std::string& arg) { return arg.data(); });
    zws::test::DemoTool demo;
    Ended ended;
    ended.err = zws::test::captured(STDERR_FILENO, [&] {
        ended.out = zws::test::captured(STDOUT_FILENO, [&] {
            ended.status = zws::run(demo.cli(), static_cast<int>(argv.size()), argv.data(), body);
        });
    });
    return ended;
}

template <class E>
std::function<void()> throwing(E error)
{
    return [error] { throw error; };
}

} // namespace

TEST_CASE("a body that returns is done, and nothing is said")
{
    bool ran = false;
    const auto ended = run({}, [&ran] { ran = true; });
    REQUIRE(ran);
    REQUIRE(ended.status == 0);
    REQUIRE((ended.out + ended.err).empty());
}

TEST_CASE("each way to fail has its status and one line")
{
    auto ended = run({}, throwing(zws::Error("bind x: in use")));
    REQUIRE(ended.status == 1);
    REQUIRE(ended.err == "demo: error: bind x: in use\n");

    ended = run({}, throwing(zws::UsageError("no good")));
    REQUIRE(ended.status == 2);
    REQUIRE(ended.err == "demo: error: no good (see 'demo --help')\n");

    ended = run({}, throwing(zws::TimeLimit("too late")));
    REQUIRE(ended.status == 3);
    REQUIRE(ended.err == "demo: error: too late\n");

    ended = run({}, throwing(std::bad_alloc()));
    REQUIRE(ended.status == 1);
    REQUIRE(ended.err == "demo: error: out of memory\n");

    ended = run({}, throwing(std::runtime_error("two\nlines")));
    REQUIRE(ended.status == 1);
    REQUIRE(ended.err == "demo: error: two\\x0alines\n");
}

TEST_CASE("a reader who went away is not a failure")
{
    const auto ended = run({}, throwing(zws::OutputClosed()));
    REQUIRE(ended.status == 0);
    REQUIRE(ended.err.empty());
}

TEST_CASE("wrong usage does not run the body")
{
    const auto ended = run({"--rate", "x"}, [] { FAIL("it ran"); });
    REQUIRE(ended.status == 2);
    REQUIRE(ended.err == "demo: error: --rate 'x': not a number (see 'demo --help')\n");
}

TEST_CASE("help and version go to stdout, without running the body")
{
    auto ended = run({"--version"}, [] { FAIL("it ran"); });
    REQUIRE(ended.status == 0);
    REQUIRE(ended.out == "demo " ZWS_VERSION "\n");
    ended = run({"-h"}, [] { FAIL("it ran"); });
    REQUIRE(ended.status == 0);
    REQUIRE(ended.out == zws::test::DemoTool().cli().help());
    REQUIRE(ended.err.empty());
}

TEST_CASE("the tool is named as it was called, but its variables are not")
{
    const auto as_link = [](std::vector<std::string> args) {
        return run(
            std::move(args), [] { zws::log::info("here"); }, "/opt/bin/zmqdemo");
    };
    REQUIRE(as_link({}).err == "zmqdemo: here\n");
    REQUIRE(as_link({"--version"}).out == "zmqdemo " ZWS_VERSION "\n");
    const auto help = as_link({"--help"}).out;
    REQUIRE(help.starts_with("Usage: zmqdemo "));
    REQUIRE(help.find("(DEMO_OPTION)") != std::string::npos);
    REQUIRE(help.ends_with("see zmqdemo(1).\n"));
    const zws::test::Variable rate("DEMO_RATE", "x");
    REQUIRE(as_link({}).err ==
            "zmqdemo: error: DEMO_RATE 'x': not a number (see '/opt/bin/zmqdemo --help')\n");
}
