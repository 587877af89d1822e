// SPDX-License-Identifier: MIT
#include "libcommon/codec/decoder.hpp"

#include "libcommon/zmq/position.hpp"
#include "tests/unit/libcommon/codec/support.hpp"

#include <zlib.h>

using zws::Decoder;
using zws::Message;
using zws::test::bytes;
using Frames = std::vector<std::string>;

namespace {

struct Outcome {
    std::string json;
    std::string why;
};

Outcome decoded(const std::string& chain, const Frames& frames)
{
    Decoder decoder({chain, {}});
    Outcome outcome;
    outcome.why = decoder.decode(Message(frames), outcome.json);
    return outcome;
}

std::string json(const std::string& chain, const Frames& frames)
{
    const Outcome outcome = decoded(chain, frames);
    REQUIRE(outcome.why == "");
    return outcome.json;
}

std::string zlib(const std::string& text)
{
    std::string out(compressBound(text.size()), '\0');
    uLongf size = out.size();
    REQUIRE(compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
                     text.size()) == Z_OK);
    return out.substr(0, size);
}

} // namespace

TEST_CASE("steps follow each other, and see the payload")
{
    CHECK(json("json", {"{ \"a\" : 1 }"}) == "{\"a\":1}");
    CHECK(json("text", {"topic", "a\nb", "meta"}) == "\"a\\nb\"");
    CHECK(json("zlib,json", {"topic", zlib("[1 ,2]")}) == "[1,2]");
    CHECK(json("zlib,zlib,msgpack", {zlib(zlib(bytes({0x91, 1})))}) == "[1]");
    CHECK(json("zlib", {zlib("\xff")}) == "\xff");
    CHECK(json("msgpack,json", {bytes({7})}) == "7");
    CHECK(json("zlib,f32le", {zlib(bytes({0, 0, 0x80, 0x3f}))}) == "[1]");
}

TEST_CASE("JSON may have a NUL at its end, or its topic before it in the only frame")
{
    using namespace std::string_literals;
    CHECK(json("json", {"{}\0"s}) == "{}");
    CHECK(json("zlib,json", {"t", zlib("[1]\0"s)}) == "[1]");
    Decoder decoder({"json", {}});
    std::string out;
    const Message one({"cpu {\"x\":1}"});
    REQUIRE(decoder.decode(one, out) == "");
    CHECK(out == "{\"x\":1}");
    CHECK(decoder.topic() == "cpu");
    const Message two({"gpu", "2"});
    REQUIRE(decoder.decode(two, out) == "");
    CHECK(decoder.topic() == "gpu");
    REQUIRE(decoder.decode(Message({"2"}), out) == "");
    CHECK(decoder.topic() == "");
    CHECK(decoder.decode(Message({"gpu", "cpu {}"}), out).starts_with("json: parse error"));
    CHECK(decoder.decode(Message({"cpu {"}), out).starts_with("json: parse error at line 1, column 1"));
}

TEST_CASE("a decoder is used again, also after a message that it could not decode")
{
    Decoder decoder({"zlib,json", {}});
    std::string out;
    CHECK(decoder.decode(Message({zlib("1")}), out) == "");
    CHECK(decoder.decode(Message({"x"}), out) == "zlib: it is cut off");
    CHECK(decoder.decode(Message({zlib("2")}), out) == "");
    CHECK(out == "2");
}

TEST_CASE("another frame than the payload is decoded")
{
    CHECK(json("frame:2,json", {"topic", "address", "[1]"}) == "[1]");
    CHECK(json("frame:0,zlib,text", {zlib("x"), "payload"}) == "\"x\"");
    CHECK(decoded("frame:2,json", {"topic", "1"}).why == "frame:2: the message has 2 frames");
    CHECK(decoded("frame:1,json", {"1"}).why == "frame:1: the message has 1 frame");
}

TEST_CASE("the reason names the step")
{
    CHECK(decoded("text", {"\xff"}).why == "text: no UTF-8");
    CHECK(decoded("zlib,json", {zlib("x")}).why.starts_with("json: parse error"));
    CHECK(decoded("cbor", {""}).why == "cbor: it is cut off");
    CHECK(decoded("u16le", {"x"}).why == "u16le: 1 bytes are not a whole number of elements of 2");
}

TEST_CASE("a bomb in layers is refused")
{
    std::string bomb(std::size_t{70} << 20U, '\0');
    bomb = zlib(zlib(bomb));
    REQUIRE(bomb.size() < 2000);
    CHECK(decoded("zlib,zlib,u8", {bomb}).why == "zlib: more than 67108864 bytes when inflated");
}

TEST_CASE("with a sample rate each topic is a series of its own")
{
    Decoder decoder({"u8", 1e-3}); // a sample in 1000 s
    std::string first;
    std::string other;
    std::string next;
    REQUIRE(decoder.decode(Message({"a", "1"}), first) == "");
    REQUIRE(decoder.decode(Message({"b", "1"}), other) == "");
    REQUIRE(decoder.decode(Message({"a", "1"}), next) == "");
    const auto x = [](const std::string& json) { return std::stod(json.substr(2)); };
    CHECK(x(next) - x(first) == Approx(1000).margin(0.001));
    CHECK(x(other) - x(first) == Approx(0).margin(60));
    CHECK(decoder.decode(Message({std::string(Decoder::longest_topic + 1, 'x'), "1"}), other) != "");
    for (std::size_t i = 2; i < Decoder::most_series; ++i)
        REQUIRE(decoder.decode(Message({std::to_string(i), "1"}), other) == "");
    CHECK(decoder.decode(Message({"one more", "1"}), other) == "a series too many, or a topic too long");
    CHECK(decoder.decode(Message({"a", "1"}), next) == "");
}

TEST_CASE("chains that cannot be")
{
    const auto make = [](const char* chain) { return Decoder({chain, {}}); };
    REQUIRE_THROWS_WITH(make("rot13"), Catch::Matchers::StartsWith("'rot13' is not one of zlib, gzip, "));
    REQUIRE_THROWS_WITH(
        make("bitcon"),
        Catch::Matchers::EndsWith("; nor a profile: bitcoin, bluesky, eddn, gazebo, isaac, jupyter, "
                                  "gnuradio-f32, ndarray, vllm-kv (did you mean bitcoin?)"));
    REQUIRE_THROWS_WITH(make("zlib,jsom"), Catch::Matchers::EndsWith("f64be (did you mean json?)"));
    REQUIRE_THROWS_WITH(make("zlib,eddn"), "'eddn' is a profile, which stands alone");
    REQUIRE_THROWS_WITH(make(""), Catch::Matchers::StartsWith("'' is not one of"));
    REQUIRE_THROWS_AS(make("zlib,"), std::invalid_argument);
    REQUIRE_THROWS_AS(make("zlib, json"), std::invalid_argument);
    REQUIRE_THROWS_WITH(make("json,zlib"), "'json' makes JSON, after which nothing can be decoded");
    REQUIRE_THROWS_WITH(make("u8,msgpack"), "'u8' makes JSON, after which nothing can be decoded");
    REQUIRE_THROWS_AS(make("bitcoin,json"), std::invalid_argument);
    REQUIRE_THROWS_WITH(make("frame,json"), "'frame' needs more: frame:N");
    REQUIRE_THROWS_WITH(make("frame:x,json"), "'frame:x': not a whole number");
    REQUIRE_THROWS_WITH(make("frame:1000,json"), "'frame:1000': out of range (at most 999)");
    REQUIRE_THROWS_WITH(make("zlib,frame:1,json"), "'frame:1' is the first step, or none");
    REQUIRE_THROWS_AS(Decoder({"json", 10}), std::invalid_argument);
    REQUIRE_NOTHROW(Decoder({"zlib,i16le", 10}));
    REQUIRE_NOTHROW(Decoder({"gnuradio-f32", 10}));
}

// Bitcoin Core, doc/zmq.md: three frames, "the topic", "the payload" and "a 4-byte LE message sequence
// number"; hashes come "in reversed byte order", as they are shown; the body of "sequence" is the hash, 'C'
// or 'D' for a block, or 'A' or 'R' and 8 bytes of the mempool's sequence number, little-endian.
TEST_CASE("profile bitcoin")
{
    const std::string hash = bytes({0, 0, 0}) + std::string(29, '\xab');
    const std::string shown = "000000" + [] {
        std::string text;
        for (int i = 0; i < 29; ++i)
            text += "ab";
        return text;
    }();
    CHECK(json("bitcoin", {"hashblock", hash, bytes({7, 1, 0, 0})}) ==
          R"({"topic":"hashblock","hash":")" + shown + R"(","sequence":263})");
    CHECK(json("bitcoin", {"rawtx", bytes({2, 0, 0xff}), bytes({0xff, 0xff, 0xff, 0xff})}) ==
          R"({"topic":"rawtx","raw":"0200ff","sequence":4294967295})");
    CHECK(json("bitcoin", {"sequence", hash + "C", bytes({0, 0, 0, 0})}) ==
          R"({"topic":"sequence","hash":")" + shown + R"(","event":"C","sequence":0})");
    CHECK(json("bitcoin", {"sequence", hash + "A" + bytes({1, 1, 0, 0, 0, 0, 0, 0}), bytes({0, 0, 0, 0})}) ==
          R"({"topic":"sequence","hash":")" + shown +
              R"(","event":"A","mempool_sequence":257,"sequence":0})");
    CHECK(decoded("bitcoin", {"hashtx", hash}).why == "bitcoin: 2 frames, not 3");
    CHECK(decoded("bitcoin", {"hashtx", hash, "123"}).why == "bitcoin: a sequence of 3 bytes, not 4");
    CHECK(zws::sequence_of({"bitcoin", {}}) == "2:u32le");
    const auto position = zws::frame_of({7, 5});
    CHECK(json("bitcoin", {"rawtx", "x", bytes({1, 0, 0, 0}), {position.begin(), position.end()}}) ==
          R"({"topic":"rawtx","raw":"78","sequence":1})");
}

// EDDN (github.com/EDCD/EDDN, README and docs/Developers.md): one frame, zlib-compressed JSON in UTF-8.
TEST_CASE("profile eddn")
{
    CHECK(json("eddn",
               {zlib("{\"$schemaRef\": \"https://eddn.edcd.io/schemas/journal/1\", \"header\": {}}")}) ==
          R"({"$schemaRef":"https://eddn.edcd.io/schemas/journal/1","header":{}})");
    CHECK(decoded("eddn", {"{}"}).why.starts_with("zlib: "));
}

// Bluesky, bluesky/callbacks/zmq.py, Publisher: b" ".join([prefix, name, pickle.dumps(doc)]), in one frame.
TEST_CASE("profile bluesky")
{
    const std::string doc = bytes({0x80, 4, '}', 0x8c, 4}) + "timeK" + bytes({7}) + "s."; // {"time": 7}
    CHECK(json("bluesky", {" event " + doc}) == R"({"topic":" event","doc":{"time":7}})");
    CHECK(json("bluesky", {"a start " + doc, "by a relay"}) == R"({"topic":"a start","doc":{"time":7}})");
    CHECK(decoded("bluesky", {"event " + doc}).why == "bluesky: no prefix and name, with a blank after each");
    CHECK(decoded("bluesky", {""}).why == "bluesky: no prefix and name, with a blank after each");
    CHECK(decoded("bluesky", {" event cposix\nsystem\n."}).why.starts_with("bluesky: pickle: "));
}

// jupyter-client, "Messaging in Jupyter", The Wire Protocol: the routing prefix (on IOPub the topic), then
// "<IDS|MSG>", the HMAC signature, the serialized header, parent header, metadata and content, then buffers.
TEST_CASE("profile jupyter")
{
    CHECK(json("jupyter", {"kernel.42.status", "<IDS|MSG>", "f00d", "{\"msg_type\": \"status\"}", "{}", "{}",
                           "{\"execution_state\": \"busy\"}", "\xff"}) ==
          R"({"topic":"kernel.42.status","header":{"msg_type":"status"},"parent_header":{},"metadata":{},)"
          R"("content":{"execution_state":"busy"}})");
    CHECK(
        json("jupyter", {"<IDS|MSG>", "", "1", "2", "3", "4"}).starts_with("{\"topic\":\"\",\"header\":1,"));
    CHECK(decoded("jupyter", {"t", "<IDS|MSG>", "", "{}", "{}", "{}"}).why ==
          "jupyter: no <IDS|MSG> followed by a signature and four frames");
    CHECK(decoded("jupyter", {"t", "<IDS|MSG>", "", "{}", "{", "{}", "{}"})
              .why.starts_with("jupyter: the parent_header is not JSON: "));
}

// GNU Radio, gr-zeromq, ZMQ PUB Sink: the items of the stream as they are in memory; with a key that is a
// frame in front.
TEST_CASE("profile gnuradio-f32")
{
    const std::vector<float> samples{0.5F, -1.0F};
    const std::string items(reinterpret_cast<const char*>(samples.data()), samples.size() * sizeof(float));
    CHECK(json("gnuradio-f32", {items}) == "[0.5,-1]");
    CHECK(json("gnuradio-f32", {"key", items}) == "[0.5,-1]");
    const std::string header = bytes({0xf0, 0x5f, 1}) + std::string(16, '\0'); // pass_tags=True, on x86
    CHECK(json("gnuradio-f32", {header + items}) == "[0.5,-1]");
    CHECK(json("gnuradio,u8", {header + "ab"}) == "[97,98]");
}

// vLLM, vllm/distributed/kv_events.py and examples/online_serving/kv_events_subscriber.py: topic, sequence of
// 8 bytes big-endian, msgpack of a batch as an array: time stamp, events (arrays that begin with their name),
// rank.
TEST_CASE("profile vllm-kv")
{
    const std::string batch = bytes({0x93, 0xcb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0, 0x91, 0x91, 0xb0}) +
                              "AllBlocksCleared" + bytes({0xc0});
    CHECK(json("vllm-kv", {"kv-events", bytes({0, 0, 0, 0, 0, 0, 1, 0}), batch}) ==
          R"({"topic":"kv-events","sequence":256,"payload":[1.5,[["AllBlocksCleared"]],null]})");
    CHECK(decoded("vllm-kv", {"t", "12345678", bytes({0x91})}).why == "vllm-kv: msgpack: it is cut off");
    CHECK(decoded("vllm-kv", {"t", "1", "2"}).why == "vllm-kv: a sequence of 1 bytes, not 8");
    CHECK(decoded("vllm-kv", {"kv-events", "12345678", batch, "behind it", "by a relay"}).why.empty());
    CHECK(decoded("vllm-kv", {"t"}).why == "vllm-kv: 1 frames, not 3");
    CHECK(zws::sequence_of({"vllm-kv", {}}) == "1:u64be");
}
