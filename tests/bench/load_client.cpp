// SPDX-License-Identifier: MIT
#include "tests/bench/load_client.hpp"

#include "tests/bench/stamp.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iostream>
#include <sstream>
#include <unistd.h>

namespace zws::bench {

namespace {

constexpr std::size_t read_size = 256 * 1024;
constexpr std::size_t longest_rest = (1 << 20) + 16; // a frame, see read_frame()
constexpr std::size_t most_latencies = 4'000'000;
constexpr auto time_limit = std::chrono::seconds(3);

Received sum(const std::deque<Connection>& connections)
{
    Received all;
    for (const auto& connection : connections) {
        const auto& one = connection.received();
        all.frames += one.frames;
        all.batches += one.batches;
        all.lost += one.lost;
        all.disordered += one.disordered;
        all.malformed += one.malformed;
    }
    return all;
}

/// The value that a part `q` of the sorted values is not above.
std::uint32_t quantile(const std::vector<std::uint32_t>& sorted, double q)
{
    const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(sorted.size())));
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

} // namespace

LoadClient::LoadClient(const LoadOptions& options) : options_(options), buffer_(read_size + longest_rest)
{
    if (options.latencies)
        latencies_us_.reserve(most_latencies);
    connect_all();
}

void LoadClient::connect_all()
{
    for (unsigned i = 0; i < options_.stalled; ++i)
        stalled_.emplace_back(options_.port, options_.path, options_.batches);
    for (unsigned i = 0; i < options_.clients; ++i) {
        readers_.emplace_back(options_.port, options_.path, options_.batches);
        epoll_.add(readers_.back().fd(), EPOLLIN, &readers_.back());
    }
}

void LoadClient::run()
{
    epoll_.add(STDIN_FILENO, EPOLLIN, nullptr);
    std::cout << R"({"clients":)" << readers_.size() << R"(,"stalled":)" << stalled_.size() << "}"
              << std::endl;
    const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                        std::chrono::duration<double>(options_.duration));
    while (!stop_ && Clock::now() < end && !finished())
        turn();
    report_end();
}

void LoadClient::turn()
{
    for (const auto& event : epoll_.wait(50)) {
        if (event.data.ptr == nullptr)
            obey();
        else
            receive(*static_cast<Connection*>(event.data.ptr));
    }
}

void LoadClient::receive(Connection& connection)
{
    const int fd = connection.fd();
    connection.receive(buffer_, options_.latencies ? &sent_us_ : nullptr);
    if (!connection.open())
        epoll_.remove(fd);
    last_frame_ = Clock::now();
    const auto now = now_us();
    for (const auto sent : sent_us_)
        if (latencies_us_.size() < most_latencies)
            latencies_us_.push_back(static_cast<std::uint32_t>(now - sent));
    sent_us_.clear();
}

void LoadClient::obey()
{
    std::array<char, 256> part;
    const auto count = read(STDIN_FILENO, part.data(), part.size());
    if (count <= 0) {
        stop_ = true;
        return;
    }
    commands_.append(part.data(), static_cast<std::size_t>(count));
    for (auto end = commands_.find('\n'); end != std::string::npos; end = commands_.find('\n')) {
        obey(std::string_view(commands_).substr(0, end));
        commands_.erase(0, end + 1);
    }
}

void LoadClient::obey(std::string_view command)
{
    constexpr std::string_view finish = "finish ";
    if (command == "mark")
        report_mark();
    if (command.starts_with(finish)) {
        std::uint64_t count = 0;
        std::from_chars(command.data() + finish.size(), command.data() + command.size(), count);
        wanted_ = count;
        last_frame_ = Clock::now();
    }
}

bool LoadClient::finished() const
{
    if (!wanted_)
        return false;
    const auto has_all = [this](const auto& c) { return !c.open() || c.received().next >= *wanted_; };
    return Clock::now() - last_frame_ > time_limit || std::all_of(readers_.begin(), readers_.end(), has_all);
}

void LoadClient::report_mark()
{
    const auto all = sum(readers_);
    std::cout << R"({"frames":)" << all.frames << R"(,"batches":)" << all.batches << R"(,"us":)" << now_us()
              << latency_report() << "}" << std::endl;
}

std::string LoadClient::latency_report()
{
    if (latencies_us_.empty())
        return {};
    std::sort(latencies_us_.begin(), latencies_us_.end());
    std::ostringstream out;
    out << R"(,"p50":)" << quantile(latencies_us_, 0.5) << R"(,"p99":)" << quantile(latencies_us_, 0.99)
        << R"(,"p999":)" << quantile(latencies_us_, 0.999);
    latencies_us_.clear();
    return out.str();
}

void LoadClient::report_end() const
{
    const auto all = sum(readers_);
    const auto closed =
        std::count_if(readers_.begin(), readers_.end(), [](const auto& c) { return !c.open(); });
    const auto fewest = std::min_element(readers_.begin(), readers_.end(), [](const auto& a, const auto& b) {
        return a.received().frames < b.received().frames;
    });
    std::cout << R"({"frames":)" << all.frames << R"(,"lost":)" << all.lost << R"(,"disordered":)"
              << all.disordered << R"(,"malformed":)" << all.malformed << R"(,"closed":)" << closed
              << R"(,"fewest":)" << (fewest == readers_.end() ? 0 : fewest->received().frames) << "}"
              << std::endl;
}

} // namespace zws::bench
