// SPDX-License-Identifier: MIT
#include "libcommon/os/error.hpp"
#include "tests/unit/catch.hpp"
#include "tools/zrelay/options.hpp"

#include <vector>

using zws::UsageError;
using zws::relay::Options;

namespace {

Options parsed(std::vector<const char*> arguments)
{
    Options options;
    arguments.insert(arguments.begin(), "zrelay");
    zws::relay::command_line(options).parse(static_cast<int>(arguments.size()), arguments.data());
    return options;
}

bool has_types(const Options& options, zmq::socket_type in, zmq::socket_type out)
{
    const auto types = zws::relay::socket_types(options);
    return types.in == in && types.out == out;
}

} // namespace

TEST_CASE("without flags zrelay binds both of its ports and drops for slow subscribers")
{
    const auto options = parsed({});
    using Side = zws::Endpoint::Side;
    REQUIRE(options.input.endpoints == zws::Endpoints{{Side::bind, "tcp://127.0.0.1:5000"}});
    REQUIRE(options.output.endpoints == zws::Endpoints{{Side::bind, "tcp://127.0.0.1:5001"}});
    REQUIRE_FALSE(options.output.wait_for_room);
    REQUIRE(has_types(options, zmq::socket_type::sub, zmq::socket_type::xpub));
}

TEST_CASE("flags choose the sockets and their options")
{
    REQUIRE(has_types(parsed({"--pattern", "pipeline"}), zmq::socket_type::pull, zmq::socket_type::push));
    REQUIRE(has_types(parsed({"--filter", "forward"}), zmq::socket_type::xsub, zmq::socket_type::xpub));
    REQUIRE(parsed({"--overflow", "block"}).output.wait_for_room);
    REQUIRE(parsed({"--metrics", "127.0.0.1:0"}).counts());
    const auto options = parsed({"--hwm", "7"});
    REQUIRE(options.input.hwm == 7);
    REQUIRE(options.output.hwm == 7);
}

TEST_CASE("flags that contradict each other are refused")
{
    REQUIRE_THROWS_AS(parsed({"--pattern", "pipeline", "--filter", "forward"}), UsageError);
    REQUIRE_THROWS_AS(parsed({"--pattern", "pipeline", "--topic", "a"}), UsageError);
    REQUIRE_THROWS_AS(parsed({"--pattern", "pipeline", "--overflow", "drop"}), UsageError);
    REQUIRE_THROWS_AS(parsed({"--filter", "forward", "--topic", "a"}), UsageError);
    REQUIRE_NOTHROW(parsed({"--pattern", "pipeline", "--overflow", "block"}));
    REQUIRE_THROWS_AS(parsed({"--curve-side", "out"}), UsageError);
}

TEST_CASE("one side alone can be encrypted")
{
    REQUIRE(parsed({"--curve-cert", "c"}).input.curve.wanted());
    const auto out = parsed({"--curve-cert", "c", "--curve-side", "out"});
    REQUIRE_FALSE(out.input.curve.wanted());
    REQUIRE(out.output.curve.cert == "c");
    const auto in = parsed({"--curve-cert", "c", "--curve-side", "in", "--out-connect", "tcp://127.0.0.1:1"});
    REQUIRE(in.input.curve.cert == "c");
    REQUIRE_FALSE(in.output.curve.wanted());
}
