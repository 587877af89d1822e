// SPDX-License-Identifier: MIT
#include "libcommon/cli/run.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/socket.hpp"
#include "libcommon/zmq/socket_flags.hpp"
#include "tests/bench/stamp.hpp"

#include <iostream>
#include <string>
#include <sys/prctl.h>

namespace zws::bench {

namespace {

using Clock = std::chrono::steady_clock;

struct PublishOptions {
    SocketOptions socket;
    double rate = 0;
    std::size_t size = 100;
    std::uint64_t count = 0;
    double duration = 60;
};

CommandLine command_line(PublishOptions& options)
{
    CommandLine cli("fanout-publish", "Publishes numbered and timed messages for the fan-out benchmark.");
    cli.section("Load")
        .add("rate", number(options.rate, "HZ", {0, 1e7}), "messages a second; 0: as many as go out")
        .add("size", number(options.size, "BYTES", {least_payload, 1 << 20}), "bytes of a message")
        .add("count", number(options.count, "N"), "end after N messages; 0: no such limit")
        .add("duration", number(options.duration, "SEC", {0, 600}), "end after SEC seconds")
        .add("block", flag(options.socket.wait_for_room),
             "wait where the subscriber is full, instead of dropping");
    cli.section("Sockets");
    add_endpoint_flags(cli, options.socket, {Endpoint::Side::connect, "tcp://127.0.0.1:5000"});
    add_hwm_flag(cli, options.socket);
    return cli;
}

/// A payload of a fixed size that gets a new stamp for every message.
class Payload {
public:
    explicit Payload(std::size_t size) : text_(size, ' ')
    {
        text_.replace(0, stamp_start.size(), stamp_start);
        text_.replace(stamp_time_at - stamp_middle.size(), stamp_middle.size(), stamp_middle);
        text_.back() = '}';
    }

    zmq::const_buffer stamped(std::uint64_t number)
    {
        write_columns(text_.data() + stamp_number_at, number);
        write_columns(text_.data() + stamp_time_at, now_us());
        return zmq::buffer(text_);
    }

private:
    std::string text_;
};

/// True once somebody subscribed; false after 20 s without, or when a stop was asked for.
bool subscribed(zmq::socket_t& out, StopSignal& stop)
{
    out.set(zmq::sockopt::rcvtimeo, 100);
    zmq::message_t subscription;
    for (int tries = 0; tries < 200 && !stop.requested(); ++tries)
        if (out.recv(subscription))
            return true;
    return false;
}

/// Sends until count, duration or a stop; returns how many messages went out.
std::uint64_t publish(const PublishOptions& options, zmq::socket_t& out, StopSignal& stop)
{
    const auto seconds = [](double s) {
        return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(s));
    };
    const auto start = Clock::now();
    const auto end = start + seconds(options.duration);
    Payload payload(options.size);
    std::uint64_t sent = 0;
    while (options.count == 0 || sent < options.count) {
        if (options.rate > 0) {
            const auto due = start + seconds(static_cast<double>(sent) / options.rate);
            if (due >= end || stop.wait_until(due))
                break;
        } else if (sent % 256 == 0 && (Clock::now() >= end || stop.requested()))
            break;
        while (!out.send(payload.stamped(sent), zmq::send_flags::none))
            if (Clock::now() >= end || stop.requested())
                return sent;
        ++sent;
    }
    return sent;
}

} // namespace

} // namespace zws::bench

int main(int argc, char** argv)
{
    using namespace zws::bench;
    PublishOptions options;
    return zws::run(command_line(options), argc, argv, [&] {
        prctl(PR_SET_TIMERSLACK, 1UL); // the default is 50 us late for every message
        zws::StopSignal stop;
        zmq::context_t context;
        options.socket.linger = std::chrono::seconds(10);
        auto out =
            zws::open(context, zmq::socket_type::xpub, options.socket); // PUB that tells of subscribers
        const bool heard = subscribed(out.handle, stop);
        out.handle.set(zmq::sockopt::sndtimeo, 100);
        std::cout << R"({"subscribed":)" << (heard ? "true" : "false") << "}" << std::endl;
        const auto sent = heard ? publish(options, out.handle, stop) : 0;
        std::cout << R"({"sent":)" << sent << "}" << std::endl;
    });
}
