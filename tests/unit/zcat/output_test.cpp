// SPDX-License-Identifier: MIT
#include "libcommon/os/error.hpp"
#include "tests/unit/catch.hpp"
#include "tools/zcat/output.hpp"

#include <array>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <poll.h>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;
using zws::StopSignal;
using zws::cat::Output;

namespace {

class Pipe {
public:
    Pipe()
    {
        std::signal(SIGPIPE, SIG_IGN);
        REQUIRE(pipe2(ends_.data(), O_CLOEXEC) == 0);
    }
    ~Pipe()
    {
        close_end(0);
        close_end(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    int read_end() const { return ends_[0]; }
    int write_end() const { return ends_[1]; }
    void close_end(std::size_t end)
    {
        if (ends_[end] >= 0)
            close(ends_[end]);
        ends_[end] = -1;
    }
    std::string read_some(std::size_t most = 1 << 20)
    {
        std::string text(most, '\0');
        const auto size = ::read(read_end(), text.data(), most);
        text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
        return text;
    }
    bool is_empty() const
    {
        pollfd item{read_end(), POLLIN, 0};
        return ::poll(&item, 1, 0) == 0;
    }

private:
    std::array<int, 2> ends_{-1, -1};
};

} // namespace

TEST_CASE("messages gather until they are flushed or are many")
{
    StopSignal stop;
    Pipe pipe;
    Output output(pipe.write_end(), stop);
    output.buffer() += "one\n";
    REQUIRE(output.end_message());
    REQUIRE(pipe.is_empty());
    REQUIRE(output.flush());
    REQUIRE(pipe.read_some() == "one\n");
    REQUIRE(output.buffer().empty());
    output.buffer().assign(64 * 1024, 'x');
    REQUIRE(output.end_message());
    REQUIRE(output.buffer().empty());
    REQUIRE(pipe.read_some() == std::string(64 * 1024, 'x'));
}

TEST_CASE("a reader slower than the writer gets all, in order")
{
    StopSignal stop;
    Pipe pipe;
    Output output(pipe.write_end(), stop);
    std::string sent;
    for (int i = 0; sent.size() < 1'000'000; ++i)
        sent += std::to_string(i) + '\n';
    std::string got;
    std::thread reader([&] {
        while (got.size() < sent.size())
            got += pipe.read_some(3000);
    });
    output.buffer() = sent;
    REQUIRE(output.flush());
    reader.join();
    REQUIRE(got == sent);
}

TEST_CASE("the descriptor stays blocking")
{
    StopSignal stop;
    Pipe pipe;
    Output output(pipe.write_end(), stop);
    REQUIRE((fcntl(pipe.write_end(), F_GETFL) & O_NONBLOCK) == 0);
    REQUIRE(output.watched_fd() == pipe.write_end());
}

TEST_CASE("a reader that went away is told apart from other failures")
{
    StopSignal stop;
    Pipe pipe;
    Output output(pipe.write_end(), stop);
    pipe.close_end(0);
    output.buffer() = "x";
    REQUIRE_THROWS_AS(output.flush(), zws::OutputClosed);

    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    Output disk(full, stop);
    disk.buffer() = "x";
    REQUIRE_THROWS_WITH(disk.flush(), "write to stdout: No space left on device");
    close(full);
}

TEST_CASE("a stop is not kept waiting by a reader that does not read")
{
    StopSignal stop;
    Pipe pipe;
    Output output(pipe.write_end(), stop);
    output.buffer().assign(1 << 20, 'x');
    const auto start = Output::Clock::now();
    pthread_kill(pthread_self(), SIGTERM);
    REQUIRE_FALSE(output.flush());
    const auto taken = Output::Clock::now() - start;
    REQUIRE(taken >= Output::linger);
    REQUIRE(taken < Output::linger + 1s);
    REQUIRE(output.buffer().empty());
    REQUIRE(stop.requested());
}

TEST_CASE("nor is the end of the time")
{
    StopSignal stop;
    Pipe pipe;
    Output output(pipe.write_end(), stop, Output::Clock::now() - Output::linger + 20ms);
    output.buffer().assign(1 << 20, 'x');
    REQUIRE_FALSE(output.flush());
    REQUIRE_FALSE(stop.requested());
}

TEST_CASE("a regular file is written without waiting, and tells nothing of readers")
{
    StopSignal stop;
    std::FILE* file = std::tmpfile();
    REQUIRE(file != nullptr);
    Output output(fileno(file), stop, Output::Clock::time_point::min() + 1h);
    output.buffer().assign(1 << 20, 'x');
    REQUIRE(output.flush());
    REQUIRE(output.watched_fd() == -1);
    REQUIRE(lseek(fileno(file), 0, SEEK_END) == 1 << 20);
    std::fclose(file);
}
