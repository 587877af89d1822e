// SPDX-License-Identifier: MIT
// Load for a relay: one publisher at IN, some subscribers at OUT.
//
//   load IN OUT SIZE FRAMES SUBSCRIBERS RATE SECONDS
//
// RATE 0 is as fast as nothing is lost. Prints "begin" once all subscribers hear the publisher, and at the
// end one line of JSON: messages a second that arrived at every subscriber, how many were lost, and the
// latency of the first one in microseconds.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>
#include <zmq.hpp>

namespace {

using Clock = std::chrono::steady_clock;

struct Load {
    std::string in;
    std::string out;
    std::size_t size = 0; ///< bytes of the payload, 8 at least: its first are the time of sending
    int frames = 1;
    int subscribers = 1;
    double rate = 0; ///< messages a second; 0: as many as are taken
    double seconds = 0;
};

std::int64_t nanoseconds()
{
    return Clock::now().time_since_epoch().count();
}

/// What one subscriber saw.
struct Seen {
    std::uint64_t messages = 0;
    Clock::time_point first;
    Clock::time_point last;
    std::vector<std::int64_t> latencies; ///< ns, of every 16th message
};

/// Takes messages until "end" comes, or none for two seconds.
Seen subscribe(const Load& load, std::atomic<int>& ready)
{
    zmq::context_t context; // its thread is its own, as it would be in a process
    zmq::socket_t socket(context, zmq::socket_type::sub);
    socket.set(zmq::sockopt::subscribe, "");
    socket.connect(load.out);
    Seen seen;
    bool begun = false;
    zmq::message_t frame;
    while (socket.recv(frame)) {
        std::int64_t sent = 0;
        const bool tells = frame.size() >= sizeof sent;
        if (tells)
            std::memcpy(&sent, frame.data(), sizeof sent);
        const bool end = frame.size() == 3;
        while (frame.more())
            static_cast<void>(socket.recv(frame));
        if (!begun) {
            begun = true;
            ready.fetch_add(1);
            socket.set(zmq::sockopt::rcvtimeo, 2000);
        }
        if (end)
            break;
        if (!tells)
            continue; // "hi": the way is open
        if (seen.messages++ == 0)
            seen.first = Clock::now();
        seen.last = Clock::now();
        if (seen.messages % 16 == 0)
            seen.latencies.push_back(nanoseconds() - sent);
    }
    return seen;
}

void send(zmq::socket_t& socket, const Load& load, std::string& payload)
{
    const auto now = nanoseconds();
    std::memcpy(payload.data(), &now, sizeof now);
    socket.send(zmq::buffer(payload), load.frames > 1 ? zmq::send_flags::sndmore : zmq::send_flags::none);
    for (int i = 1; i < load.frames; ++i)
        socket.send(zmq::buffer(payload.substr(0, 16)),
                    i + 1 < load.frames ? zmq::send_flags::sndmore : zmq::send_flags::none);
}

/// Returns how many messages were sent.
std::uint64_t publish(const Load& load, const std::atomic<int>& ready)
{
    zmq::context_t context;
    zmq::socket_t socket(context, zmq::socket_type::xpub);
    socket.set(zmq::sockopt::xpub_nodrop, load.rate == 0);
    socket.connect(load.in);
    while (ready < load.subscribers) {
        socket.send(zmq::str_buffer("hi"), zmq::send_flags::dontwait);
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    std::puts("begin");
    std::fflush(stdout);
    std::string payload(std::max<std::size_t>(load.size, sizeof(std::int64_t)), 'x');
    const auto start = Clock::now();
    const std::chrono::duration<double> length(load.seconds);
    std::uint64_t sent = 0;
    while (Clock::now() - start < length) {
        if (load.rate > 0)
            std::this_thread::sleep_until(
                start + std::chrono::duration_cast<Clock::duration>(
                            std::chrono::duration<double>(static_cast<double>(sent) / load.rate)));
        send(socket, load, payload);
        ++sent;
    }
    socket.send(zmq::str_buffer("end"), zmq::send_flags::none);
    socket.set(zmq::sockopt::linger, 3000);
    return sent;
}

double percentile(std::vector<std::int64_t>& values, double part)
{
    if (values.empty())
        return 0;
    const auto at = static_cast<std::size_t>(part * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
    return static_cast<double>(values[at]) / 1000;
}

void run(const Load& load)
{
    std::atomic<int> ready = 0;
    std::vector<Seen> seen(static_cast<std::size_t>(load.subscribers));
    std::vector<std::thread> threads;
    for (auto& one : seen)
        threads.emplace_back([&] { one = subscribe(load, ready); });
    const auto sent = publish(load, ready);
    for (auto& thread : threads)
        thread.join();
    const auto least = std::min_element(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) {
                           return a.messages < b.messages;
                       })->messages;
    const std::chrono::duration<double> took = seen[0].last - seen[0].first;
    std::printf("{\"messages\":%llu,\"rate\":%.1f,\"lost\":%lld,\"p50\":%.1f,\"p99\":%.1f}\n",
                static_cast<unsigned long long>(least),
                took.count() > 0 ? static_cast<double>(least) / took.count() : 0,
                static_cast<long long>(sent) - static_cast<long long>(least),
                percentile(seen[0].latencies, 0.5), percentile(seen[0].latencies, 0.99));
}

} // namespace

int main(int argc, char** argv)
try {
    if (argc != 8)
        throw std::runtime_error("load IN OUT SIZE FRAMES SUBSCRIBERS RATE SECONDS");
    run({argv[1], argv[2], std::stoul(argv[3]), std::stoi(argv[4]), std::stoi(argv[5]), std::stod(argv[6]),
         std::stod(argv[7])});
    return 0;
} catch (const std::exception& e) {
    std::fprintf(stderr, "load: %s\n", e.what());
    return 1;
}
