// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/znats/to_nats/acks.hpp"

using zws::nats::Ack;
using zws::nats::parse_ack;

TEST_CASE("an answer without an error says that the message is stored")
{
    REQUIRE(parse_ack(R"({"stream":"S","seq":7})").kind == Ack::Kind::stored);
    REQUIRE(parse_ack(R"({"stream":"S","seq":7})").sequence == 7);
    REQUIRE_FALSE(parse_ack(R"({"stream":"S","seq":7})").duplicate);
    const auto again = parse_ack(R"({"stream":"S","seq":7,"duplicate":true})");
    REQUIRE(again.kind == Ack::Kind::stored);
    REQUIRE(again.duplicate);
    REQUIRE(parse_ack(R"({"seq":"many","duplicate":7})").sequence == 0);
}

TEST_CASE("an error asks for another try, unless it can never succeed")
{
    const auto later =
        parse_ack(R"({"error":{"code":503,"err_code":10008,"description":"JetStream is away"}})");
    REQUIRE(later.kind == Ack::Kind::retry);
    REQUIRE(later.reason == "JetStream is away");
    const auto never = parse_ack(R"({"error":{"code":400,"err_code":10054,"description":"too big"}})");
    REQUIRE(never.kind == Ack::Kind::refused);
    REQUIRE(never.reason == "too big");
}

TEST_CASE("an answer of another form is not an acknowledgement")
{
    for (const auto* data : {"", "nonsense", "7", "[]", R"({"error":{"err_code":"x","description":7}})"})
        REQUIRE(parse_ack(data).kind == Ack::Kind::retry);
}
