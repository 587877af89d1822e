// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tests/unit/znats/library.hpp"
#include "tools/znats/nats/outbox.hpp"

#include <string>

using zws::nats::MsgPtr;
using zws::nats::Outbox;

namespace {

void add(Outbox& outbox, std::uint64_t number, std::size_t size = 10)
{
    natsMsg* raw = nullptr;
    REQUIRE(natsMsg_Create(&raw, std::to_string(number).c_str(), nullptr, "", 0) == NATS_OK);
    outbox.add(number, MsgPtr(raw), size);
}

/// The number of the message that is to be sent next; 0 if there is none.
int next(const Outbox& outbox)
{
    return outbox.next() == nullptr ? 0 : std::stoi(natsMsg_GetSubject(outbox.next()));
}

} // namespace

TEST_CASE("the oldest message is the one that was added first and is still here")
{
    Outbox outbox(100);
    REQUIRE(outbox.oldest() == 0);
    add(outbox, 7);
    add(outbox, 8);
    outbox.sent();
    outbox.sent();
    REQUIRE(outbox.oldest() == 7);
    outbox.remove(8);
    REQUIRE(outbox.oldest() == 7);
    outbox.remove(7);
    REQUIRE(outbox.oldest() == 0);
}

TEST_CASE("messages leave in order")
{
    Outbox outbox(20);
    REQUIRE(next(outbox) == 0);
    add(outbox, 1);
    add(outbox, 2);
    REQUIRE(outbox.full());
    REQUIRE(next(outbox) == 1);
    outbox.remove_next();
    REQUIRE(next(outbox) == 2);
    REQUIRE_FALSE(outbox.full());
    outbox.remove_next();
    REQUIRE(outbox.count() == 0);
}

TEST_CASE("beyond the limit the oldest unsent go, never what is on its way")
{
    Outbox outbox(30);
    for (std::uint64_t i = 1; i <= 3; ++i)
        add(outbox, i);
    REQUIRE(outbox.full());
    REQUIRE(outbox.trim() == 0);
    outbox.sent();
    add(outbox, 4);
    add(outbox, 5);
    REQUIRE(outbox.trim() == 2);
    REQUIRE(next(outbox) == 4);
    REQUIRE(outbox.in_flight() == 1);
    REQUIRE(outbox.remove(1));
}

TEST_CASE("one message stays, however big it is")
{
    Outbox outbox(30);
    add(outbox, 1, 1000);
    REQUIRE(outbox.trim() == 0);
    add(outbox, 2, 1000);
    REQUIRE(outbox.trim() == 1);
    REQUIRE(next(outbox) == 2);
}

TEST_CASE("what is on its way stays until it is acknowledged, in any order")
{
    Outbox outbox(40);
    for (std::uint64_t i = 1; i <= 4; ++i)
        add(outbox, i);
    for (int i = 0; i < 3; ++i)
        outbox.sent();
    REQUIRE(outbox.remove(2));
    REQUIRE_FALSE(outbox.remove(2));
    REQUIRE_FALSE(outbox.remove(9));
    REQUIRE(outbox.in_flight() == 2);
    REQUIRE(next(outbox) == 4);
    REQUIRE(outbox.remove(1));
    REQUIRE(outbox.remove(3));
    REQUIRE(outbox.in_flight() == 0);
    for (std::uint64_t i = 5; i <= 7; ++i) { // as many as were removed
        REQUIRE_FALSE(outbox.full());
        add(outbox, i);
    }
    REQUIRE(outbox.full());
}

TEST_CASE("rewound, all that is not acknowledged goes again, in order")
{
    Outbox outbox(1000);
    for (std::uint64_t i = 1; i <= 3; ++i)
        add(outbox, i);
    for (int i = 0; i < 3; ++i)
        outbox.sent();
    outbox.remove(1);
    outbox.rewind();
    REQUIRE(outbox.in_flight() == 0);
    REQUIRE(next(outbox) == 2);
    REQUIRE(outbox.remove(3)); // a late answer to the first time
    outbox.sent();
    REQUIRE(next(outbox) == 0);
}
