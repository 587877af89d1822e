// SPDX-License-Identifier: MIT
#include "libcommon/codec/formats.hpp"

#include "tests/unit/libcommon/codec/random_json.hpp"
#include "tests/unit/libcommon/codec/support.hpp"

using zws::codec::bson_to_json;
using zws::test::bytes;
using zws::test::made;
using zws::test::refused;

namespace {

/// A document with one element, called "a".
std::string document(int type, const std::string& value)
{
    std::string inner = bytes({type, 'a', 0}) + value + bytes({0});
    return bytes({static_cast<int>(inner.size()) + 4, 0, 0, 0}) + inner;
}

} // namespace

TEST_CASE("bson: each kind of element of its specification")
{
    const auto text = bytes({3, 0, 0, 0, 'h', 'i', 0});
    const std::vector<std::pair<std::string, std::string>> cases{
        {document(0x01, bytes({0, 0, 0, 0, 0, 0, 0xf8, 0x3f})), "1.5"},
        {document(0x01, bytes({0, 0, 0, 0, 0, 0, 0xf8, 0x7f})), "null"},
        {document(0x02, text), "\"hi\""},
        {document(0x03, bytes({5, 0, 0, 0, 0})), "{}"},
        {document(0x04, bytes({12, 0, 0, 0, 0x10, '0', 0, 7, 0, 0, 0, 0})), "[7]"},
        {document(0x05, bytes({1, 0, 0, 0, 0x80, 0xff})), "{\"b64\":\"/w==\"}"},
        {document(0x06, ""), "null"},
        {document(0x07, bytes({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0xff})), "\"000102030405060708090aff\""},
        {document(0x08, bytes({1})), "true"},
        {document(0x09, bytes({0xdc, 5, 0, 0, 0, 0, 0, 0})), "1.5"},
        {document(0x0a, ""), "null"},
        {document(0x0b, bytes({'x', 0, 'i', 0})), "\"/x/i\""},
        {document(0x0c, text + std::string(12, '\0')), "\"000000000000000000000000\""},
        {document(0x0d, text), "\"hi\""},
        {document(0x0e, text), "\"hi\""},
        {document(0x0f, bytes({16, 0, 0, 0}) + text + bytes({5, 0, 0, 0, 0})), "[\"hi\",{}]"},
        {document(0x10, bytes({0xff, 0xff, 0xff, 0xff})), "-1"},
        {document(0x11, bytes({1, 0, 0, 0, 0, 0, 0, 0})), "1"},
        {document(0x12, bytes({0, 0, 0, 0, 0, 0, 0, 0x80})), "-9223372036854775808"},
        {document(0x13, bytes({0xb3, 0x6a}) + std::string(12, '\0') + bytes({0x3c, 0x30})), "273.15"},
        {document(0x7f, ""), "null"},
        {document(0xff, ""), "null"},
    };
    for (const auto& [in, expected] : cases)
        CHECK(made(bson_to_json, in) == "{\"a\":" + expected + "}");
}

// IEEE 754-2008 section 3.5.2: sign, 14 bits of exponent with a bias of 6176, 113 bits of digits.
TEST_CASE("bson: decimals of 128 bits")
{
    const auto decimal = [](std::uint64_t high, std::uint64_t low) {
        std::string value;
        for (const auto half : {low, high}) {
            for (unsigned shift = 0; shift < 64; shift += 8)
                value += static_cast<char>(half >> shift);
        }
        const std::string json = made(bson_to_json, document(0x13, value));
        return json.substr(5, json.size() - 6); // in {"a":...}
    };
    CHECK(decimal(0x3040000000000000, 0) == "0");
    CHECK(decimal(0xb040000000000000, 1) == "-1");
    CHECK(decimal(0x303e000000000000, 15) == "1.5");
    CHECK(decimal(0x3042000000000000, 1) == "1e1");
    CHECK(decimal(0x3040000000000001, 0) == "\"18446744073709551616\"");
    CHECK(decimal(0x3041ed09bead87c0, 0x378d8e63ffffffff) == "\"9999999999999999999999999999999999\"");
    CHECK(decimal(0x3041ed09bead87c0, 0x378d8e6400000000) == "0"); // a digit too many
    CHECK(decimal(0x5fffed09bead87c0, 0x378d8e63ffffffff) == "\"9999999999999999999999999999999999e6111\"");
    CHECK(decimal(0x6c10000000000000, 7) == "0");
    CHECK(decimal(0x7800000000000000, 0) == "null");
    CHECK(decimal(0xf800000000000000, 0) == "null");
    CHECK(decimal(0x7c00000000000000, 0) == "null");
}

TEST_CASE("bson: whatever another implementation writes is read")
{
    std::mt19937 random(GENERATE(range(1U, 60U)));
    nlohmann::json value = nlohmann::json::object();
    for (int i = 0; i < 5; ++i)
        value["m" + std::to_string(i)] = zws::test::random_json(random, 3);
    const auto packed = nlohmann::json::to_bson(value);
    const std::string in(packed.begin(), packed.end());
    REQUIRE(nlohmann::json::parse(made(bson_to_json, in)) == value);
    for (std::size_t size = 0; size < in.size(); size += 1 + size / 10)
        REQUIRE(refused(bson_to_json, in.substr(0, size)) == "it is cut off");
}

TEST_CASE("bson: what is wrong is told, and nothing runs away")
{
    CHECK(refused(bson_to_json, bytes({4, 0, 0, 0, 0})) == "a length that is wrong");
    CHECK(refused(bson_to_json, bytes({5, 0, 0, 0, 0, 0})) == "1 bytes after the document");
    CHECK(refused(bson_to_json, document(0x14, "")) == "an element of the unknown type 20");
    CHECK(refused(bson_to_json, document(0x02, bytes({1, 0, 0, 0, 'x'}))) == "a string without its end");
    CHECK(refused(bson_to_json, document(0x02, bytes({0, 0, 0, 0}))) == "it is cut off");
    std::string deep;
    for (int i = 0; i < 100'000; ++i)
        deep += bytes({0x7f, 0, 0, 0, 3, 0});
    CHECK(refused(bson_to_json, deep) == "nested deeper than 200");
}
