// SPDX-License-Identifier: MIT
#include "libcommon/zmq/xpub_subscriptions.hpp"

#include "tests/unit/catch.hpp"

#include <string>

using zws::XpubSubscriptions;

namespace {

/// An XPUB, and two subscribers whose notes have arrived with every call.
struct Heard {
    Heard()
        : out(zws::create(context, zmq::socket_type::xpub, {})),
          in(context, zmq::socket_type::xsub),
          other(context, zmq::socket_type::xsub),
          subscriptions(out)
    {
        out.handle.bind("inproc://heard");
        in.connect("inproc://heard");
        other.connect("inproc://heard");
    }

    void tell(char kind, const std::string& prefix) { tell(in, kind, prefix); }

    void tell(zmq::socket_t& by, char kind, const std::string& prefix)
    {
        by.send(zmq::buffer(kind + prefix), zmq::send_flags::none);
        subscriptions.hear();
    }

    zmq::context_t context;
    zws::Socket out;
    zmq::socket_t in;
    zmq::socket_t other;
    XpubSubscriptions subscriptions;
};

} // namespace

TEST_CASE("nobody wants anything without a subscription")
{
    const Heard heard;
    CHECK_FALSE(heard.subscriptions.want("a"));
    CHECK_FALSE(heard.subscriptions.want(""));
}

TEST_CASE("a message is wanted where a prefix of it is subscribed to")
{
    Heard heard;
    auto& subscriptions = heard.subscriptions;
    for (const auto* prefix : {"a", "abc", "abcde", "b", "bz"})
        heard.tell('\1', prefix);
    CHECK(subscriptions.count() == 5);
    for (const auto* first : {"a", "abc", "abd", "az", "b", "bb", "bzz"})
        CHECK(subscriptions.want(first));
    for (const auto* first : {"", "c", "A", "\xff"})
        CHECK_FALSE(subscriptions.want(first));
    heard.tell('\0', "a");
    for (const auto* first : {"a", "ab", "abd", "az"})
        CHECK_FALSE(subscriptions.want(first));
    for (const auto* first : {"abc", "abcd", "abcdef"})
        CHECK(subscriptions.want(first));
}

TEST_CASE("the empty prefix wants all, until the last one who had it has gone")
{
    Heard heard;
    auto& subscriptions = heard.subscriptions;
    heard.tell('\1', "");
    heard.tell(heard.other, '\1', "");
    heard.tell('\1', "z");
    heard.tell('\0', "");
    CHECK(subscriptions.count() == 2);
    CHECK(subscriptions.want("a"));
    CHECK(subscriptions.want(""));
    heard.tell(heard.other, '\0', "");
    CHECK_FALSE(subscriptions.want("a"));
    CHECK(subscriptions.want("zz"));
}
