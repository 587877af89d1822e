// SPDX-License-Identifier: MIT
#include "tools/zsine/options.hpp"

#include "libcommon/zmq/socket_flags.hpp"

namespace zws::sine {

namespace {

Value rate(double& target)
{
    return {[&target](std::string_view text) {
                target = text == "max" ? 0 : parse_number<double>(text, {1e-6, 1e9});
            },
            "HZ",
            "10",
            {}};
}

} // namespace

CommandLine command_line(Options& options)
{
    CommandLine cli("zsine", "Produces a time series on a PUB socket.");
    Shape& shape = options.shape;
    cli.section("Series")
        .add("rate", rate(options.rate), "samples per second, or 'max'")
        .add("waveform",
             choice(shape.waveform, "NAME",
                    {{"sine", Waveform::sine},
                     {"square", Waveform::square},
                     {"triangle", Waveform::triangle},
                     {"sawtooth", Waveform::sawtooth},
                     {"walk", Waveform::walk}}),
             "sine, square, triangle, sawtooth or walk (a bounded random walk)")
        .add("period", seconds(shape.period, {1e-9, 1e12}), "length of a wave")
        .add("amplitude", number(shape.amplitude, "Y", {-1e300, 1e300}),
             "largest distance of the wave from its middle")
        .add("offset", number(shape.offset, "Y", {-1e300, 1e300}), "the middle of the wave")
        .add("phase", number(shape.phase, "RAD", {-1e12, 1e12}), "phase at which the wave starts")
        .add("noise", number(shape.noise, "Y", {0, 1e300}), "add Gaussian noise of this standard deviation")
        .add("series", texts(options.series, "NAME"),
             "send a series under the topic NAME; the phases of several are spread evenly")
        .add("count,n", number(options.count, "N", {1}), "exit after N samples of each series")
        .add("duration", seconds(options.duration), "exit after TIME");
    cli.section("Sockets");
    add_endpoint_flags(cli, options.output, {Endpoint::Side::connect, "tcp://127.0.0.1:5000"});
    add_hwm_flag(cli, options.output);
    add_zmtp_flag(cli, {&options.output});
    add_curve_flags(cli, {&options.output});
    options.output.wait_for_room = true;
    return cli;
}

} // namespace zws::sine
