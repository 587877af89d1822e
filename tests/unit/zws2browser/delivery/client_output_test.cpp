// SPDX-License-Identifier: MIT
#include "tools/zws2browser/delivery/client_output.hpp"

#include "tests/unit/catch.hpp"
#include "tools/zws2browser/delivery/send_ring.hpp"

#include <boost/asio/buffer.hpp>
#include <poll.h>
#include <random>
#include <string>
#include <vector>

using namespace zws::browser;

namespace {

/// An output with a log to send from, and the other end of its connection.
class Connection final : OutputOwner {
public:
    explicit Connection(std::size_t log_limit = 1U << 20U, ServerBudget::Share memory = {})
        : last_(std::make_shared<Segment>(Segment::Start{}, 4096, memory_)), log_limit_(log_limit), log(last_)
    {
        TcpAcceptor acceptor(context, {net::ip::address_v4::loopback(), 0});
        acceptor.set_option(tcp::socket::send_buffer_size(4096));
        peer.open(tcp::v4());
        peer.set_option(tcp::socket::receive_buffer_size(4096));
        peer.connect(acceptor.local_endpoint());
        output = std::make_shared<ClientOutput>(acceptor.accept(), counters, std::move(memory));
        output->set_owner(this);
        output->subscribe(log, log.before_head(0));
    }
    ~Connection() { output->set_owner(nullptr); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void publish(const std::string& payload)
    {
        append(payload);
        output->flush();
    }

    /// Publishes, and sends nothing yet.
    void append(const std::string& payload)
    {
        if (!last_->fits(payload.size()))
            last_ = last_->chain(std::max<std::size_t>(4096, Segment::capacity_for(payload.size())));
        last_->append(frame::Opcode::binary, payload);
        last_->publish();
        log.follow();
    }

    bool over_limit() const
    {
        const auto kept = log_limit_ / 4096; // segments
        const auto head = log.before_head(0).segment;
        return head > kept && log.begins_before(head - kept);
    }

    void trim()
    {
        for (; over_limit(); log.drop_oldest())
            if (output->subscribed() && log.in_oldest(output->cursor()))
                output->overtake();
    }

    void write_control(const std::string& bytes)
    {
        output->write_control(bytes, [this](error_code result, std::size_t) { results.push_back(result); });
    }

    /// Reads what is there, at most `size` bytes.
    std::string read(std::size_t size)
    {
        std::string bytes(size, '\0');
        error_code failure;
        peer.non_blocking(true);
        bytes.resize(peer.read_some(net::buffer(bytes), failure));
        return bytes;
    }

    void run()
    {
        context.restart();
        context.poll();
    }

    /// Reads until nothing has come for so long.
    std::string read_all(int silence_ms = 500)
    {
        std::string all;
        for (int silent = 0; silent < silence_ms; ++silent) {
            const auto bytes = read(100'000);
            if (!bytes.empty())
                silent = 0;
            all += bytes;
            run();
            pollfd item{peer.native_handle(), POLLIN, 0};
            poll(&item, 1, 1);
        }
        return all;
    }

    void overtaken() override { ++overtaken_calls; }
    void stalled() override { ++stalled_calls; }
    void stopping() override {}
    void moved() override {}

    net::io_context context;

private:
    LogMemory memory_;
    std::shared_ptr<Segment> last_;
    std::size_t log_limit_;

public:
    FrameLog log;
    ShardCounters counters;
    TcpSocket peer{context};
    std::shared_ptr<ClientOutput> output;
    std::vector<error_code> results;
    int overtaken_calls = 0;
    int stalled_calls = 0;
};

struct Frame {
    char first_byte;
    std::string payload;
    bool operator==(const Frame&) const = default;
};

/// The frames in `bytes`, of which the last one must be whole.
std::vector<Frame> frames_of(const std::string& bytes)
{
    std::vector<Frame> frames;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes.at(at + i)); };
        const bool is_short = byte(1) < 126;
        REQUIRE(byte(1) < 127);
        const std::size_t header = is_short ? 2 : 4;
        const std::size_t size = is_short ? byte(1) : byte(2) * 256U + byte(3);
        REQUIRE(at + header + size <= bytes.size());
        frames.push_back({bytes[at], bytes.substr(at + header, size)});
        at += header + size;
    }
    return frames;
}

const std::string ping("\x89\x01p", 3);
const std::string close_frame("\x88\x02\x03\xe9", 4);

} // namespace

TEST_CASE("no data leaves before the output is open, and none published before is lost")
{
    Connection connection;
    connection.publish("early");
    connection.write_control("HTTP/1.1 101\r\n\r\n");
    connection.run();
    CHECK(connection.read_all() == "HTTP/1.1 101\r\n\r\n");
    connection.output->open();
    CHECK(frames_of(connection.read_all()) == std::vector<Frame>{{'\x82', "early"}});
    CHECK(connection.counters.delivered.value() == 1);
    CHECK(connection.counters.delivered_bytes.value() == 7);
}

TEST_CASE("a write of control bytes completes later, never from within the call")
{
    Connection connection;
    connection.output->open();
    connection.write_control(ping);
    CHECK(connection.results.empty());
    connection.run();
    CHECK(connection.results == std::vector<error_code>{{}});
}

TEST_CASE("after a Close frame no data leaves, and a partly sent frame is completed before it")
{
    Connection connection;
    connection.output->open();
    for (int i = 0; i < 200; ++i)
        connection.publish(std::string(10'000, static_cast<char>('a' + i % 26)));
    const auto held_up = connection.log.low_water();
    connection.write_control(close_frame);
    CHECK(connection.log.low_water() > held_up); // it holds nothing up any more
    while (connection.over_limit())
        connection.log.drop_oldest();
    connection.publish("late");
    const auto frames = frames_of(connection.read_all());
    CHECK(frames.size() < 200);
    CHECK(frames.back() == Frame{'\x88', "\x03\xe9"});
    CHECK(connection.counters.delivered.value() == frames.size() - 1);
    CHECK(connection.results == std::vector<error_code>{{}});
}

TEST_CASE("whatever the peer reads: frames are whole, in order, control frames between them, drops counted")
{
    std::mt19937 random(GENERATE(range(1U, 8U)));
    const auto below = [&random](std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
    };
    Connection connection(64 * 1024);
    connection.output->open();
    std::string received;
    std::size_t published = 0;
    std::size_t pings = 0;
    for (int round = 0; round < 2000; ++round) {
        const auto number = std::to_string(published++) + ' ';
        connection.publish(number + std::string(below(1000) + (below(50) == 0 ? 20'000 : 0), 'x'));
        if (below(3) == 0 && connection.results.size() == pings) {
            connection.write_control(ping);
            ++pings;
        }
        connection.trim();
        if (below(2) == 0)
            received += connection.read(below(3000));
        connection.run();
    }
    received += connection.read_all();

    std::size_t expected = 0;
    std::size_t data = 0;
    std::size_t pings_seen = 0;
    for (const Frame& frame : frames_of(received)) {
        if (frame.first_byte == '\x89') {
            ++pings_seen;
            continue;
        }
        const auto number = std::stoul(frame.payload);
        CHECK(number >= expected);
        expected = number + 1;
        ++data;
    }
    CHECK(pings_seen == pings);
    CHECK(connection.counters.delivered.value() == data);
    CHECK(connection.counters.dropped.value() > 0);
    CHECK(data + connection.counters.dropped.value() == published);
    CHECK(connection.overtaken_calls > 0);
}

TEST_CASE("a ring sends to each output what it would have sent itself")
{
    std::vector<std::unique_ptr<Connection>> connections;
    std::vector<ClientOutput*> outputs;
    for (int i = 0; i < 100; ++i) {
        connections.push_back(std::make_unique<Connection>());
        outputs.push_back(connections.back()->output.get());
        if (i % 10 != 9) // those are not open yet
            outputs.back()->open();
    }
    SendRing ring;
    const std::string large(20'000, 'x'); // more than there is room for in the socket
    for (std::size_t i = 0; i < connections.size(); ++i) {
        connections[i]->append(std::to_string(i));
        if (i % 7 == 0)
            connections[i]->append(large);
        if (i % 5 == 0)
            connections[i]->peer.close();
    }
    ring.flush(outputs);
    for (std::size_t i = 0; i < connections.size(); ++i) {
        if (i % 5 == 0)
            continue;
        std::vector<Frame> expected;
        if (i % 10 != 9)
            expected.push_back({'\x82', std::to_string(i)});
        if (i % 10 != 9 && i % 7 == 0)
            expected.push_back({'\x82', large});
        CHECK(frames_of(connections[i]->read_all(50)) == expected);
        CHECK(connections[i]->counters.delivered.value() == expected.size());
    }
}

TEST_CASE("a client to whom nothing can be written is reported, then cut off")
{
    Connection connection;
    connection.output->open();
    for (unsigned i = 0; i < ClientOutput::cut_off_after_sweeps; ++i)
        connection.output->sweep(); // nothing waits: nobody is to blame
    for (int i = 0; i < 100; ++i)
        connection.publish(std::string(10'000, 'x'));
    for (unsigned i = 1; i < ClientOutput::stalled_after_sweeps; ++i)
        connection.output->sweep();
    CHECK(connection.stalled_calls == 0);
    connection.output->sweep();
    CHECK(connection.stalled_calls == 1);
    connection.write_control(close_frame);
    connection.output->sweep();
    CHECK(connection.output->socket().is_open());
    connection.output->sweep();
    CHECK_FALSE(connection.output->socket().is_open());
    connection.run();
    REQUIRE(connection.results.size() == 1);
    CHECK(connection.results.front() == net::error::timed_out);
}

TEST_CASE("a peer that is gone ends all writes with an error")
{
    Connection connection;
    connection.output->open();
    connection.peer.set_option(tcp::socket::linger(true, 0));
    connection.peer.close();
    connection.publish("x");
    connection.publish("y");
    connection.write_control(ping);
    connection.run();
    REQUIRE(connection.results.size() == 1);
    CHECK(connection.results.front());
    CHECK_FALSE(connection.output->socket().is_open());
}
