// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/connection.hpp"
#include "tests/bench/epoll.hpp"

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws::bench {

struct LoadOptions {
    std::uint16_t port = 9999;
    std::string path = "/";
    unsigned clients = 10;
    unsigned stalled = 0;   ///< further clients that never read
    bool batches = false;   ///< ask for zws.batch.v2, as the page does
    bool latencies = false; ///< keep the latency of each message, up to four millions between two marks
    double duration = 300;  ///< seconds after which it ends whatever happens
};

/// Many WebSocket clients in one thread, told what to do by lines on stdin: 'mark' reports what came so far
/// and begins to collect latencies anew, 'finish N' ends as soon as all have N messages or nothing came for
/// three seconds, the end of stdin ends at once. Reports are JSON, a line each, on stdout.
class LoadClient {
public:
    /// Connects all clients; throws Error where one cannot.
    explicit LoadClient(const LoadOptions& options);

    void run();

private:
    using Clock = std::chrono::steady_clock;

    void connect_all();
    void turn();
    void receive(Connection& connection);
    void obey();
    void obey(std::string_view command);
    bool finished() const;
    void report_mark();
    void report_end() const;
    std::string latency_report();

    const LoadOptions& options_;
    Epoll epoll_;
    std::deque<Connection> readers_;
    std::deque<Connection> stalled_;
    std::vector<char> buffer_;
    std::string commands_;
    std::vector<std::uint64_t> sent_us_;      ///< of the messages of one read
    std::vector<std::uint32_t> latencies_us_; ///< since the last mark
    Clock::time_point last_frame_ = Clock::now();
    std::optional<std::uint64_t> wanted_; ///< messages for each client, once they are known
    bool stop_ = false;
};

} // namespace zws::bench
