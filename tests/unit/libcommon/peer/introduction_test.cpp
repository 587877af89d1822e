// SPDX-License-Identifier: MIT
#include "libcommon/peer/introduction.hpp"

#include "libcommon/peer/probe.hpp"
#include "libcommon/zmtp/frame.hpp"
#include "libcommon/zmtp/handshake.hpp"
#include "tests/unit/catch.hpp"

#include <string>

using namespace std::string_literals;
using Catch::Matchers::ContainsSubstring;
using zws::OwnSide;
using zws::read_introduction;
using zws::suggestion;

namespace {

const OwnSide subscriber{.type = zmq::socket_type::sub};

std::string greeting(const std::string& mechanism = "NULL")
{
    return std::string(zws::zmtp::signature) + zws::zmtp::our_major + zws::zmtp::rest_of_greeting(mechanism);
}

std::string ready(const std::string& type)
{
    return zws::zmtp::command_frame("READY", zws::zmtp::property("Socket-Type", type));
}

std::string reason(const std::string& bytes, const OwnSide& own = subscriber, bool closed = false)
{
    const auto finding = read_introduction(bytes, closed, own);
    return finding ? finding->reason : "(more)";
}

} // namespace

TEST_CASE("a peer of ZMTP 3 is known by its whole READY")
{
    const auto whole = greeting() + ready("PUB");
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK(reason(whole.substr(0, size)) == "(more)");
    CHECK(reason(whole).empty());
    CHECK(reason(greeting() + ready("XPUB")).empty());
    CHECK(reason(greeting() + ready("SUB")) == "the peer is a SUB, which a SUB cannot talk to");
    CHECK(reason(greeting() + ready("XSUB")) == "the peer is an XSUB, which a SUB cannot talk to");
    CHECK(reason(greeting() + ready("PUSH")) == "the peer is a PUSH, which a SUB cannot talk to");
    CHECK_THAT(reason(greeting() + zws::zmtp::command_frame("ERROR", "")), ContainsSubstring("ERROR"));
    CHECK_THAT(reason(greeting() + "\x04\x01\x09"s), ContainsSubstring("cut off"));
}

TEST_CASE("a mechanism that only one side has")
{
    OwnSide own = subscriber;
    CHECK_THAT(reason(greeting("CURVE")), ContainsSubstring("the peer wants encryption"));
    CHECK_THAT(reason(greeting("PLAIN")), ContainsSubstring("PLAIN, ours is NULL"));
    own.mechanism = "CURVE";
    CHECK_THAT(reason(greeting("NULL"), own), ContainsSubstring("the peer does not encrypt"));
    CHECK(reason(greeting("CURVE"), own).empty()); // the rest is encrypted
}

TEST_CASE("a peer of ZMTP before 3.0 is taken only where that was asked for")
{
    OwnSide tolerant = subscriber;
    tolerant.takes_zmtp1 = true;
    const auto pub = std::string(zws::zmtp::signature) + "\x01\x01"s;
    const auto sub = std::string(zws::zmtp::signature) + "\x01\x02"s;
    CHECK_THAT(reason(pub), ContainsSubstring("ZMTP 2.0"));
    CHECK(read_introduction(pub, false, tolerant)->before_3);
    CHECK(reason(pub, tolerant).empty());
    CHECK(reason(sub, tolerant) == "the peer is a SUB, which a SUB cannot talk to");
    CHECK_THAT(reason(std::string(zws::zmtp::signature) + "\x01\x63"s), ContainsSubstring("type 99"));

    for (const auto& old :
         {"\x01\x00"s, "\xFF\0\0\0\0\0\0\0\x09\x00"s, std::string(zws::zmtp::signature) + '\0'}) {
        CHECK_THAT(reason(old), ContainsSubstring("ZMTP 1.0"));
        CHECK(reason(old, tolerant).empty());
        CHECK(read_introduction(old, false, tolerant)->before_3);
    }
}

TEST_CASE("what is not ZeroMQ is shown by its beginning")
{
    CHECK(reason("HTTP/1.1 400 Bad Request\r\n") == "not a ZeroMQ peer: it answers as an HTTP server");
    CHECK(reason("SSH-2.0-OpenSSH_9.2p1 Debian") ==
          "not a ZeroMQ peer: it begins with 'SSH-2.0-OpenSSH_9.2p'");
    CHECK(reason("+OK\r\n") == "(more)");
    CHECK_THAT(reason("+OK\r\n", subscriber, true), ContainsSubstring("+OK"));
    CHECK_THAT(reason("", subscriber, true), ContainsSubstring("says nothing"));
    CHECK_THAT(reason(greeting(), subscriber, true), ContainsSubstring("within the handshake"));
}

TEST_CASE("the other port of a relay suggests itself only where it fits")
{
    CHECK(suggestion("tcp://h:5000", "SUB") == ": did you mean tcp://h:5001?");
    CHECK(suggestion("tcp://h:5001", "PUB") == ": did you mean tcp://h:5000?");
    CHECK(suggestion("tcp://h:5001", "SUB").empty());
    CHECK(suggestion("tcp://h:15000", "SUB").empty());
    CHECK(suggestion("tcp://h:5000", "REP").empty());
    CHECK(suggestion("ipc:///tmp/x", "SUB").empty());
}

TEST_CASE("a peer says what it is, as far as its bytes go")
{
    const auto said = [](const std::string& bytes) {
        const auto identity = zws::read_identity(bytes);
        return identity.type + ' ' + identity.zmtp + ' ' + identity.mechanism;
    };
    const auto whole = greeting() + ready("XPUB");
    CHECK(said(whole) == "XPUB 3.1 NULL");
    CHECK(said(whole.substr(0, whole.size() - 1)) == " 3.1 NULL");
    CHECK(said(whole.substr(0, 20)) == " 3.1 ");
    CHECK(said(whole.substr(0, 11)) == "  ");
    CHECK(said(greeting("CURVE")) == " 3.1 CURVE");
    CHECK(said(greeting() + zws::zmtp::command_frame("ERROR", "")) == " 3.1 NULL");
    CHECK(said(greeting() + "\x04\x01\x09"s) == "  ");
    CHECK(said(std::string(zws::zmtp::signature) + "\x01\x01"s) == "PUB 2.0 ");
    CHECK(said(std::string(zws::zmtp::signature) + "\x01\x63"s) == " 2.0 ");
    CHECK(said(std::string(zws::zmtp::signature) + '\0') == " 1.0 ");
    CHECK(said("HTTP/1.1 400 Bad Request\r\n") == "  ");
    CHECK(said("") == "  ");
}
