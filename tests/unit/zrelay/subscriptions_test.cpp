// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zrelay/subscriptions.hpp"

#include <deque>
#include <vector>

namespace {

/// An outlet whose subscribers say what the test has them say.
class Told : public zws::relay::Outlet {
public:
    Told() { opened(-1, true, {}); }

    std::deque<std::string> notes;

    std::optional<zws::relay::Note> take_note() override
    {
        if (notes.empty())
            return std::nullopt;
        const auto note = notes.front();
        notes.pop_front();
        return zws::relay::note_of(note, false, false);
    }

    bool send(zmq::message_t&, bool) override { return false; }
    void flush() override {}
    zws::relay::Subscribers subscribers() const override { return {}; }
    std::optional<Clock::time_point> close(Clock::time_point) override { return std::nullopt; }
};

/// told --> taken by Subscriptions --> passed
struct NoteLine {
    zmq::context_t context;
    Told told;
    zmq::socket_t up{context, zmq::socket_type::pair};
    zmq::socket_t passed{context, zmq::socket_type::pair};
    zws::relay::Subscriptions subscriptions;

    NoteLine()
    {
        passed.bind("inproc://passed");
        up.connect("inproc://passed");
    }

    std::vector<std::string> take(const std::vector<std::string>& notes)
    {
        told.notes.assign(notes.begin(), notes.end());
        const bool passed_on = subscriptions.forward(told, &up);
        std::vector<std::string> out;
        zmq::message_t note;
        while (passed.recv(note, zmq::recv_flags::dontwait))
            out.push_back(note.to_string());
        REQUIRE(passed_on == !out.empty());
        return out;
    }
};

const std::string on = "\x01"
                       "a";
const std::string off{"\0a", 2};

} // namespace

TEST_CASE("publishers hear of the first subscription and of the end of the last")
{
    NoteLine line;
    REQUIRE(line.take({on, on, on}) == std::vector{on});
    REQUIRE(line.subscriptions.count() == 3);
    REQUIRE(line.take({off, off}).empty());
    REQUIRE(line.subscriptions.count() == 1);
    REQUIRE(line.take({off}) == std::vector{off});
    REQUIRE(line.take({off}).empty());
    REQUIRE(line.subscriptions.count() == 0);
}

TEST_CASE("what is not a subscription is passed on and not counted")
{
    NoteLine line;
    REQUIRE(line.take({"hello", ""}) == std::vector<std::string>{"hello", ""});
    REQUIRE(line.subscriptions.count() == 0);
}
