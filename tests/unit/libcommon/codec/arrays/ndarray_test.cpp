// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/ndarray.hpp"

#include "tests/unit/libcommon/codec/support.hpp"

using zws::Message;
using zws::test::bytes;
using Frames = std::vector<std::string>;

namespace {

struct Decoded {
    std::string json;
    std::string why;
    std::string topic;
};

Decoded decoded_array(const Frames& frames)
{
    Decoded outcome;
    const Message message(frames);
    std::string_view topic = "none";
    outcome.why = zws::codec::decode_ndarray(message, outcome.json, topic);
    outcome.topic = topic;
    return outcome;
}

std::string array_json(const std::string& header, const std::string& data)
{
    const Decoded outcome = decoded_array({header, data});
    REQUIRE(outcome.why == "");
    return outcome.json;
}

std::string array_error(const std::string& header, const std::string& data)
{
    return decoded_array({header, data}).why;
}

const std::string six_numbers = bytes({1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0});

} // namespace

// pyzmq, "Serializing messages with PyZMQ", Example: NumPy arrays: send_json({"dtype": str(A.dtype), "shape":
// A.shape}), then the array.
TEST_CASE("ndarray: the recipe of pyzmq")
{
    CHECK(array_json(R"({"dtype": "float32", "shape": [2]})", bytes({0, 0, 0x80, 0x3f, 0, 0, 0xc0, 0x7f})) ==
          R"({"data":[1,null]})");
    CHECK(array_json(R"({"dtype": "int16", "shape": [2, 3]})", six_numbers) ==
          R"({"data":[[1,2,3],[4,5,6]]})");
    CHECK(array_json(R"({"dtype": "int16", "shape": [1, 2, 3]})", six_numbers) ==
          R"({"data":[[[1,2,3],[4,5,6]]]})");
    CHECK(array_json(R"({"dtype": "int16", "shape": []})", bytes({7, 0})) == R"({"data":7})");
    CHECK(array_json(R"({"dtype": "int16", "shape": [0]})", "") == R"({"data":[]})");
    CHECK(array_json(R"({"dtype": "bool", "shape": [3]})", bytes({0, 1, 1})) == R"({"data":[0,1,1]})");
}

TEST_CASE("ndarray: a topic may come first, and others after the bytes")
{
    const auto two = decoded_array({R"({"dtype":"u1","shape":[1]})", "a"});
    CHECK(two.topic == "");
    const auto three = decoded_array({"cam", R"({"dtype":"u1","shape":[1]})", "a", "stamp"});
    CHECK(three.topic == "cam");
    CHECK(three.json == R"({"data":[97]})");
    const auto stamped = decoded_array({R"({"dtype":"u1","shape":[1]})", "a", "stamp"});
    CHECK(stamped.json == R"({"data":[97]})");
}

TEST_CASE("ndarray: headers under other names")
{
    CHECK(array_json(R"({"type": ">i2", "dims": 2})", bytes({1, 0, 0, 1})) == R"({"data":[256,1]})");
    CHECK(array_json(R"x({"data_type": "int16", "endianness": "big", "shape": "(1, 2)"})x",
                     bytes({1, 0, 0, 1})) == R"({"data":[[256,1]]})");
    CHECK(array_json(R"({"dtype": "int16"})", six_numbers) == R"({"data":[1,2,3,4,5,6]})");
    CHECK(array_json(R"({"dtype": "int16", "shape": [2, 3], "order": "F"})", six_numbers) ==
          R"({"data":[[1,3,5],[2,4,6]]})");
    CHECK(array_json(R"({"dtype": "<i2", "shape": [2, 3], "fortran_order": true})", six_numbers) ==
          R"({"data":[[1,3,5],[2,4,6]]})");
    CHECK(array_json(R"({"dtype": "<i2", "shape": [3], "strides": [4]})", six_numbers) ==
          R"({"data":[1,3,5]})");
    CHECK(array_json(R"({"dtype": [["a","<i2"],["b","<i2",[2]]], "shape": [2]})", six_numbers) ==
          R"({"a":[1,4],"b":[[2,3],[5,6]]})");
}

TEST_CASE("ndarray: other members of the header are kept beside")
{
    CHECK(array_json(R"({"dtype":"u1","shape":[1],"t":1763870400.25,"id":90071992547409931,"n":NaN})", "a") ==
          R"({"id":90071992547409931,"n":null,"t":1763870400.25,"data":[97]})");
    CHECK(array_json(R"({"dtype":"u1","shape":[1],"data":5})", "a") ==
          R"({"header":{"data":5},"data":[97]})");
    CHECK(array_json(R"({"dtype":"u1","type":"frame","shape":[1]})", "a") ==
          R"({"type":"frame","data":[97]})");
}

TEST_CASE("ndarray: records with a time are messages of their own")
{
    CHECK(array_json(R"({"dtype":"[('t', '<u2'), ('v', '<u2')]","shape":[3],"id":7})", six_numbers) ==
          R"([{"id":7,"t":1,"v":2},{"id":7,"t":3,"v":4},{"id":7,"t":5,"v":6}])");
    CHECK(array_json(R"({"dtype":"complex64","shape":[1]})", bytes({0, 0, 0x80, 0x3f, 0, 0, 0, 0x40})) ==
          R"({"real":[1],"imag":[2]})");
}

TEST_CASE("ndarray: texts and times")
{
    CHECK(array_json(R"({"dtype":"S3","shape":[2]})", bytes({'a', 'b', 0, 'c', 0, 0})) ==
          R"({"data":["ab","c"]})");
    CHECK(array_json(R"({"dtype":"<U2","shape":[1]})", bytes({0xe9, 0, 0, 0, 0, 0, 0, 0})) ==
          "{\"data\":[\"é\"]}");
    CHECK(array_json(R"({"dtype":"<M8[ms]","shape":[2]})", bytes({0xe9, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                                                  0, 0x80})) == R"({"data":[1.001,null]})");
    CHECK(array_json(R"({"dtype":"<m8[ns]","shape":[1]})", bytes({0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                                                  0xff})) == R"({"data":[-0.000000001]})");
}

TEST_CASE("ndarray: what is wrong is told")
{
    CHECK(array_error(R"({"dtype":"float32","shape":[2,3]})", "12345") ==
          "ndarray: 5 bytes, where float32 of shape (2,3) has 24");
    CHECK(array_error(R"({"dtype":"u1","shape":[4294967296,4294967296]})", "") ==
          "ndarray: 0 bytes, where u1 of shape (4294967296,4294967296) has more than there can be");
    CHECK(array_error(R"({"shape":[1]})", "a") == "ndarray: a header without the member dtype");
    CHECK(array_error(R"({"dtype":"object","shape":[1]})", "a") ==
          "ndarray: the type 'object' is not decoded");
    CHECK(array_error(R"({"dtype":"u1","shape":[-1]})", "a") == "ndarray: the header's shape is [-1]");
    CHECK(array_error(R"({"dtype":"u1","order":"X"})", "a") == "ndarray: the header's order is \"X\"");
    CHECK(array_error(R"({"dtype":"u1","shape":[2],"strides":[9]})", "abc") ==
          "ndarray: strides (9,) lead out of 3 bytes for u1 of shape (2,)");
    CHECK(array_error("{", "a").starts_with("ndarray: the header is not JSON: "));
    CHECK(array_error("[1]", "a") == "ndarray: no header of JSON before the bytes of an array");
    CHECK(decoded_array({"x"}).why == "ndarray: one frame, not a header of JSON and the bytes of an array");
}

TEST_CASE("ndarray: no header makes it large or deep")
{
    CHECK(array_error(R"({"dtype":"u1","shape":[4000000000,0]})", "") ==
          "ndarray: more than 67108864 bytes when decoded");
    CHECK(array_error(R"({"dtype":"S0","shape":[4000000000]})", "") ==
          "ndarray: more than 67108864 bytes when decoded");
    CHECK(array_error(R"({"dtype":"u1","shape":[4000000000],"strides":[0]})", "a") ==
          "ndarray: more than 67108864 bytes when decoded");
    std::string ones = "1";
    for (int i = 0; i < 64; ++i)
        ones += ",1";
    CHECK(array_error("{\"dtype\":\"u1\",\"shape\":[" + ones + "]}", "a") ==
          "ndarray: 65 dimensions, more than 64");
    CHECK(array_error("{\"dtype\":\"u1\",\"a\":\"" + std::string(1 << 20, 'x') + "\"}", "a") ==
          "ndarray: a header of 1048597 bytes");
}
