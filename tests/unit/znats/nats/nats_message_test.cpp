// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tests/unit/support/message_of.hpp"
#include "tests/unit/znats/library.hpp"
#include "tools/znats/nats/nats_message.hpp"

#include <map>

using zws::nats::decoded;
using zws::nats::encoded;
using zws::nats::MsgPtr;
using zws::nats::Subject;
using zws::test::message_of;
using Frames = std::vector<std::string>;

namespace {

MsgPtr plain(const char* subject, const std::string& data)
{
    natsMsg* raw = nullptr;
    REQUIRE(natsMsg_Create(&raw, subject, nullptr, data.data(), static_cast<int>(data.size())) == NATS_OK);
    return MsgPtr(raw);
}

std::string header(natsMsg& message, const char* name)
{
    const char* value = nullptr;
    return natsMsgHeader_Get(&message, name, &value) == NATS_OK ? value : "none";
}

} // namespace

TEST_CASE("messages survive the way through a NATS message")
{
    const std::vector<Frames> messages{{""},
                                       {"payload"},
                                       {"", ""},
                                       {"topic", "payload"},
                                       {"topic", "", ""},
                                       {"a", "b", "", std::string("\0\xff\r\n", 4), "c", ""},
                                       {std::string(2000, 't'), "payload", "more"}};
    for (const auto* text : {"plain", "a.%t", "a.%t.b"}) {
        const Subject subject(text, Subject::Use::publish);
        for (const auto& frames : messages)
            REQUIRE(decoded(*encoded(message_of(frames), subject), subject) == frames);
    }
}

TEST_CASE("a topic that is in the subject is in no header")
{
    const auto message = encoded(message_of({"t", "p"}), Subject("a.%t", Subject::Use::publish));
    REQUIRE(std::string(natsMsg_GetSubject(message.get())) == "a.t");
    REQUIRE(header(*message, "Zws-Topic") == "none");
    const auto other = encoded(message_of({"t", "p"}), Subject("a", Subject::Use::publish));
    REQUIRE(header(*other, "Zws-Topic") == "dA==");
}

TEST_CASE("messages from elsewhere are a topic and a payload, or a payload")
{
    const auto message = plain("a.b.c", "data");
    REQUIRE(decoded(*message, Subject("a.%t", Subject::Use::subscribe)) == Frames{"b.c", "data"});
    REQUIRE(decoded(*message, Subject("a.>", Subject::Use::subscribe)) == Frames{"data"});
}

TEST_CASE("without its topic a message with more frames keeps its payload in place")
{
    const auto message = encoded(message_of({"t", "p", "m"}), Subject("a.%t", Subject::Use::publish));
    REQUIRE(decoded(*message, Subject("a.>", Subject::Use::subscribe)) == Frames{"", "p", "m"});
}

TEST_CASE("a damaged header gives no frames")
{
    const auto message = plain("a", "data");
    natsMsgHeader_Set(message.get(), "Zws-Frame", "no base64!");
    REQUIRE(decoded(*message, Subject("a", Subject::Use::subscribe)).empty());
    const auto topics = plain("a", "data");
    natsMsgHeader_Add(topics.get(), "Zws-Topic", "dA==");
    natsMsgHeader_Add(topics.get(), "Zws-Topic", "dA==");
    REQUIRE(decoded(*topics, Subject("a", Subject::Use::subscribe)).empty());
}

TEST_CASE("a message from elsewhere gets a position, and one that has one keeps it")
{
    const auto frame = zws::frame_of({7, 8});
    const std::string bytes(frame.begin(), frame.end());
    const Subject subject("a.%t", Subject::Use::publish);
    const auto with_position = [&](const MsgPtr& message) {
        zws::nats::add_position(*message, {7, 8});
        return decoded(*message, subject);
    };
    CHECK(with_position(plain("a.b", "data")) == Frames{"b", "data", bytes});
    CHECK(with_position(encoded(message_of({"p"}), subject)) == Frames{"", "p", bytes});
    CHECK(with_position(encoded(message_of({"t", "p", "m"}), subject)) == Frames{"t", "p", "m", bytes});
    const auto other = zws::frame_of({1, 2});
    const Frames placed{"t", "p", "m", std::string(other.begin(), other.end())};
    CHECK(with_position(encoded(message_of(placed), subject)) == placed);
}

TEST_CASE("a publication carries where to answer, its id and its stream")
{
    const zws::nats::Publication publication{"_INBOX.x.1", "x-1", "S"};
    const auto message = encoded(message_of({"p"}), Subject("a", Subject::Use::publish), publication);
    REQUIRE(std::string(natsMsg_GetReply(message.get())) == "_INBOX.x.1");
    REQUIRE(header(*message, "Nats-Msg-Id") == "x-1");
    REQUIRE(header(*message, "Nats-Expected-Stream") == "S");
}
