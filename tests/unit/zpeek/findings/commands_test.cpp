// SPDX-License-Identifier: MIT
#include "tools/zpeek/findings/commands.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/zpeek/sampled.hpp"
#include "tools/zpeek/findings/advice.hpp"
#include "tools/zpeek/sampling/topic_families.hpp"

using namespace std::string_literals;
using zws::Endpoint;
using zws::peek::Commands;
using zws::peek::Options;
using zws::peek::shell_word;

namespace {

using Frames = std::vector<std::string>;

Options looking_at(const std::string& address)
{
    Options options;
    options.input.endpoints = {{Endpoint::Side::connect, address}};
    return options;
}

Commands commands(const std::function<Frames(int, double)>& frames, const Options& options, bool alone = true)
{
    zws::peek::Samples samples;
    zws::test::sample(samples, 20, frames);
    const zws::peek::TopicFamilies families(samples.all());
    return commands_for(look_into(*families.all().front()), options, alone);
}

const auto local = looking_at("tcp://127.0.0.1:5001");

std::string advice(zws::peek::PeerState peer, const Options& options = local)
{
    std::string text;
    for (const auto& sentence : advice_for(peer, options))
        text += sentence + '\n';
    return text;
}

} // namespace

TEST_CASE("words as a shell takes them")
{
    CHECK(shell_word("tcp://127.0.0.1:5001") == "tcp://127.0.0.1:5001");
    CHECK(shell_word("tcp://*:5001") == "'tcp://*:5001'");
    CHECK(shell_word("it's") == "'it'\\''s'");
    CHECK(shell_word("$(x)") == "'$(x)'");
    CHECK(shell_word("").size() == 2);
}

TEST_CASE("commands for what the page understands by itself")
{
    const auto json = [](int i, double now) {
        return Frames{R"({"x":)" + std::to_string(now) + R"(,"y":)" + std::to_string(i % 3) + '}'};
    };
    CHECK(commands(json, local) == Commands{{"zmqcat --connect tcp://127.0.0.1:5001 --format json",
                                             "zws2browser --connect tcp://127.0.0.1:5001"},
                                            "http://127.0.0.1:8000/"});
}

TEST_CASE("commands that decode, count, choose a topic and name the time")
{
    const auto packed = [](int i, double now) {
        const auto ms = static_cast<std::uint64_t>(now * 1e3);
        std::string bytes = "\x82\xa4when\xcf"s;
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes += static_cast<char>(ms >> static_cast<unsigned>(shift));
        return Frames{"a b", bytes + "\xa3seq" + static_cast<char>(i)};
    };
    const auto found = commands(packed, local, false);
    CHECK(found.lines ==
          Frames{"zmqcat --connect tcp://127.0.0.1:5001 --topic 'a b' --decode msgpack --format json "
                 "--seq json:/seq",
                 "zws2browser --connect tcp://127.0.0.1:5001 --decode msgpack"});
    CHECK(found.page == "http://127.0.0.1:8000/?topic=a%20b&x=/when");
}

TEST_CASE("topics that differ in each message are subscribed to by what they share, and are no curves")
{
    const auto jobs = [](int i, double) {
        return Frames{"job/" + std::to_string(i), R"({"y":)" + std::to_string(i) + '}'};
    };
    const auto found = commands(jobs, local, false);
    CHECK(found.lines == std::vector{"zmqcat --connect tcp://127.0.0.1:5001 --topic job/ --format json"s});
    CHECK(found.page.empty());
}

TEST_CASE("a publisher that is known has a profile")
{
    const auto bitcoin = [](int i, double) {
        return Frames{"hashtx", std::string(32, static_cast<char>(i)),
                      std::string(1, static_cast<char>(i)) + "\1\0\0"s};
    };
    CHECK(commands(bitcoin, local).lines[0] ==
          "zmqcat --connect tcp://127.0.0.1:5001 --decode bitcoin --format json --seq auto");
}

TEST_CASE("what cannot be decoded is shown in hexadecimal")
{
    const auto bytes = [](int i, double) { return Frames{"a", "\xff\xfe"s + static_cast<char>(i * 7)}; };
    CHECK(commands(bytes, local) == Commands{{"zmqcat --connect tcp://127.0.0.1:5001 --format hex"}, ""});
    const auto third = [](int i, double) {
        return Frames{"a", "\0\0\0"s + static_cast<char>(i), R"({"v":1})"};
    };
    CHECK(commands(third, local).lines ==
          Frames{"zmqcat --connect tcp://127.0.0.1:5001 --format hex --seq 1:u32be"});
    const auto text = [](int, double) { return Frames{"door", "open"}; };
    CHECK(commands(text, local).lines[0] == "zmqcat --connect tcp://127.0.0.1:5001");
}

TEST_CASE("commands connect as the look did")
{
    Options options = looking_at("tcp://example.org:1");
    options.type = zmq::socket_type::pull;
    options.input.curve.server_cert = "my keys/server.key";
    const auto found = commands([](int, double) { return Frames{"5"}; }, options);
    CHECK(
        found.lines ==
        Frames{"zmqcat --connect tcp://example.org:1 --curve-server-cert 'my keys/server.key' --type pull"});
}

TEST_CASE("what to try where nobody listens")
{
    const zws::peek::PeerState refused{
        local.input.endpoints[0], {}, "Connection refused: nobody listens there"};
    CHECK_THAT(advice(refused), Catch::Matchers::ContainsSubstring("zpeek --bind tcp://127.0.0.1:5001\n"));
    const zws::peek::PeerState far{
        {Endpoint::Side::connect, "tcp://192.0.2.1:5001"}, {}, "Connection refused"};
    CHECK_THAT(advice(far), Catch::Matchers::ContainsSubstring("zpeek --bind 'tcp://*:5001'\n"));
}

TEST_CASE("what to try at a socket of another type, or with another mechanism")
{
    const auto with = [](const std::string& type, const std::string& mechanism, const std::string& address) {
        return zws::peek::PeerState{
            {Endpoint::Side::connect, address}, {type, "3.1", mechanism}, "it does not fit"};
    };
    using Catch::Matchers::ContainsSubstring;
    CHECK_THAT(advice(with("PUSH", "NULL", "tcp://h:1")), ContainsSubstring("5001 --type pull\n"));
    CHECK_THAT(advice(with("SUB", "NULL", "tcp://h:5000")),
               ContainsSubstring("zpeek --connect tcp://h:5001\n"));
    CHECK_THAT(advice(with("ROUTER", "NULL", "tcp://h:1")), ContainsSubstring("answers requests"));
    CHECK_THAT(advice(with("", "CURVE", "tcp://h:1")), ContainsSubstring("--curve-server-cert FILE\n"));
    CHECK_THAT(advice(with("", "GSSAPI", "tcp://h:1")), ContainsSubstring("GSSAPI"));
    Options encrypted = local;
    encrypted.input.curve.server_cert = "x";
    CHECK_THAT(advice(with("", "NULL", "tcp://h:1"), encrypted),
               ContainsSubstring("zpeek --connect tcp://127.0.0.1:5001\n"));
}

TEST_CASE("what to try where all is well and nothing comes")
{
    Options filtered = local;
    filtered.input.topics = {"a"};
    const zws::peek::PeerState silent{local.input.endpoints[0], {"PUB", "3.1", "NULL"}, ""};
    using Catch::Matchers::ContainsSubstring;
    CHECK_THAT(advice(silent), ContainsSubstring("--for 1m\n"));
    CHECK_THAT(advice(silent, filtered), ContainsSubstring("other topics"));
}
