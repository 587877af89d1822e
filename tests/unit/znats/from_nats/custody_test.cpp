// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tests/unit/znats/library.hpp"
#include "tools/znats/from_nats/custody.hpp"

#include <string>

using zws::nats::Custody;
using zws::nats::MsgPtr;
using Kind = Custody::Kind;

namespace {

MsgPtr message(const std::string& payload)
{
    natsMsg* raw = nullptr;
    REQUIRE(natsMsg_Create(&raw, "zws", nullptr, payload.data(), static_cast<int>(payload.size())) ==
            NATS_OK);
    return MsgPtr(raw);
}

std::string next(const Custody& custody)
{
    return custody.next() == nullptr ? "" : natsMsg_GetData(custody.next());
}

} // namespace

TEST_CASE("a plain message goes when it was sent")
{
    Custody custody(Kind::plain, 10, 1000);
    REQUIRE(custody.has_room());
    custody.admit(message("a"));
    REQUIRE_FALSE(custody.has_room());
    REQUIRE(next(custody) == "a");
    custody.sent();
    REQUIRE(custody.has_room());
    REQUIRE(custody.in_flight() == 0);
    REQUIRE(custody.again() == 0);
}

TEST_CASE("a message of a stream stays until it has arrived, and is sent again where it may not have")
{
    Custody custody(Kind::replayed, 3, 1000);
    for (const auto* payload : {"a", "b", "c"}) {
        custody.admit(message(payload));
        REQUIRE(next(custody) == payload);
        custody.sent();
    }
    custody.admit(message("d"));
    REQUIRE(custody.next() == nullptr); // enough are on their way
    custody.arrived({2});
    REQUIRE(custody.in_flight() == 2);
    REQUIRE(next(custody) == "d");
    custody.send_again();
    REQUIRE(custody.in_flight() == 0);
    for (const auto* payload : {"a", "c", "d"}) {
        REQUIRE(next(custody) == payload);
        custody.sent();
    }
    REQUIRE(custody.again() == 2);
    custody.arrived({1, 2, 3, 4});
    REQUIRE(custody.in_flight() == 0);
    REQUIRE(custody.waiting() == 0);
}

TEST_CASE("a message that is larger than all that there is room for is taken alone")
{
    Custody custody(Kind::replayed, 3, 10);
    custody.admit(message(std::string(100, 'x')));
    REQUIRE_FALSE(custody.has_room());
    custody.sent();
    REQUIRE(custody.has_room());
}
