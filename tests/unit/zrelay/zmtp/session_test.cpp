// SPDX-License-Identifier: MIT
#include "tools/zrelay/zmtp/session.hpp"

#include "tests/unit/catch.hpp"

#include <string>

using namespace std::string_literals;
using Catch::Matchers::ContainsSubstring;
using zws::relay::Note;
using zws::relay::zmtp::Session;
using zws::zmtp::command_frame;
using Kind = Note::Kind;

namespace {

const std::string signature = "\xFF\0\0\0\0\0\0\0\x01\x7F"s;

std::string greeting(const std::string& mechanism = "NULL", char major = 3)
{
    auto bytes = signature + std::string{major, 1} + mechanism;
    bytes.resize(64, '\0');
    return bytes;
}

std::string ready(const std::string& type = "SUB")
{
    return command_frame("READY", "\x08Identity\0\0\0\0\x0Bsocket-type\0\0\0"s +
                                      static_cast<char>(type.size()) + type);
}

/// A session after the handshake.
Session subscribed()
{
    Session session;
    session.receive(greeting() + ready());
    REQUIRE(session.ready());
    static_cast<void>(session.take_output());
    return session;
}

std::string refusal(const std::string& bytes)
{
    Session session;
    try {
        session.receive(bytes);
    } catch (const zws::relay::zmtp::ProtocolError& e) {
        return e.what();
    }
    return "";
}

} // namespace

TEST_CASE("the handshake with a subscriber of ZMTP 3, however it is cut")
{
    const auto bytes = greeting() + ready("XSUB");
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
        Session session;
        session.receive(bytes.substr(0, cut));
        REQUIRE_FALSE(session.ready());
        session.receive(bytes.substr(cut));
        REQUIRE(session.ready());
        REQUIRE(session.take_output() ==
                greeting() + command_frame("READY", "\x0BSocket-Type\0\0\0\x04XPUB"s));
    }
}

TEST_CASE("the handshake with a subscriber of ZMTP 2.0")
{
    Session session;
    CHECK(session.take_output() == signature + "\x03");
    session.receive(signature + "\x01");
    CHECK(session.take_output() == "\x01\0\0"s);
    session.receive("\x02\0\x02id\0\x02\x01"s + "a");
    REQUIRE(session.ready());
    CHECK(session.take_notes().at(0).bytes == "a");
    session.ping();
    CHECK(session.take_output().empty());
    CHECK_FALSE(session.pings());
}

TEST_CASE("versions to come are answered with ours")
{
    for (const char major : {'\x02', '\x04', '\x80', '\xFF'}) {
        Session session;
        session.receive(greeting("NULL", major) + ready());
        CHECK(session.ready());
        CHECK(session.take_output().starts_with(greeting()));
    }
}

TEST_CASE("ZMTP 3.0 has no pings")
{
    Session session;
    auto bytes = greeting() + ready();
    bytes[11] = 0;
    session.receive(bytes);
    CHECK(session.ready());
    CHECK_FALSE(session.pings());
    static_cast<void>(session.take_output());
    session.ping();
    CHECK(session.take_output().empty());
}

TEST_CASE("who cannot be served is told apart")
{
    CHECK_THAT(refusal("GET / HTTP/1.1\r\n"), ContainsSubstring("not ZMTP"));
    CHECK_THAT(refusal("\x01\0"s), ContainsSubstring("not ZMTP"));
    CHECK_THAT(refusal(signature + "\0"s), ContainsSubstring("before version 2.0"));
    CHECK_THAT(refusal(greeting("CURVE")), ContainsSubstring("another security mechanism (CURVE)"));
    CHECK_THAT(refusal(greeting() + ready("REQ")), ContainsSubstring("socket type REQ"));
    CHECK_THAT(refusal(signature + "\x01\x03"s), ContainsSubstring("socket type 3"));
    CHECK_THAT(refusal(greeting() + "\0\x02\x01"s + "a"), ContainsSubstring("before READY"));
    CHECK_THAT(refusal(greeting() + command_frame("PING", "\0\0"s)), ContainsSubstring("PING before READY"));
    CHECK_THAT(refusal(greeting() + command_frame("READY", "\x0BSocket")), ContainsSubstring("cut off"));
    CHECK_THAT(refusal(greeting() + command_frame("READY", "")), ContainsSubstring("socket type"));
    CHECK_THAT(refusal(greeting() + command_frame("READY", "\x0BSocket-Type\0\0\0\x03SUBjunk"s)),
               ContainsSubstring("cut off"));
    CHECK_THAT(refusal(greeting() + ready() + command_frame("PING", "")), ContainsSubstring("cut off"));
    CHECK_THAT(refusal(greeting() + ready() + "\x01\0"s + command_frame("SUBSCRIBE", "")),
               ContainsSubstring("inside a message"));
    CHECK_THAT(refusal(signature + "\x01\x02\x04\0"s), ContainsSubstring("identity"));
}

TEST_CASE("subscriptions come as messages and as commands")
{
    auto session = subscribed();
    session.receive("\0\x02\x01"s + "a" + "\0\x02\0"s + "a" + command_frame("SUBSCRIBE", "b") +
                    command_frame("CANCEL", "") + command_frame("UNKNOWN", "x"));
    const auto notes = session.take_notes();
    REQUIRE(notes.size() == 4);
    CHECK((notes[0].kind == Kind::subscribe && notes[0].bytes == "a"));
    CHECK((notes[1].kind == Kind::unsubscribe && notes[1].bytes == "a"));
    CHECK((notes[2].kind == Kind::subscribe && notes[2].bytes == "b"));
    CHECK((notes[3].kind == Kind::unsubscribe && notes[3].bytes.empty()));
    CHECK(session.take_notes().empty());
}

TEST_CASE("other messages are for the publishers, also where a frame looks like a subscription")
{
    auto session = subscribed();
    session.receive("\x01\x02hi\0\x02\x01"s + "a" + "\0\0"s + "\0\x01\x02"s);
    const auto notes = session.take_notes();
    REQUIRE(notes.size() == 4);
    for (const auto& note : notes)
        CHECK(note.kind == Kind::message);
    CHECK((notes[0].bytes == "hi" && notes[0].more));
    CHECK((notes[1].bytes == "\x01"s + "a" && !notes[1].more));
    CHECK(notes[2].bytes.empty());
    CHECK(notes[3].bytes == "\x02");
}

TEST_CASE("a ping is answered with its context, and we ping too")
{
    auto session = subscribed();
    session.receive(command_frame("PING", "\0\x0A"s + "context"));
    CHECK(session.take_output() == command_frame("PONG", "context"));
    session.ping();
    CHECK(session.take_output() == command_frame("PING", "\0\0"s));
}
