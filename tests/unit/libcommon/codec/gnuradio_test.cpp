// SPDX-License-Identifier: MIT
#include "libcommon/codec/formats.hpp"

#include "tests/unit/libcommon/codec/support.hpp"

#include <cstring>

using zws::codec::without_stream_tags;
using zws::test::bytes;

namespace {

template <class T>
std::string native(T value)
{
    std::string out(sizeof value, '\0');
    std::memcpy(out.data(), &value, sizeof value);
    return out;
}

/// GNU Radio, gr-zeromq/lib/tag_headers.cc: magic number, version, offset of the first item, count of tags.
std::string header(std::uint64_t tags)
{
    return native<std::uint16_t>(0x5ff0) + bytes({1}) + native<std::uint64_t>(123456) + native(tags);
}

/// The offset, then key, value and source, as pmt::serialize() writes them (pmt_serialize.cc).
std::string tag(const std::string& value)
{
    return native<std::uint64_t>(123460) + bytes({2, 0, 3}) + "key" + value + bytes({1});
}

const std::string items = native(0.5F) + native(-1.0F);

} // namespace

TEST_CASE("a header without tags is taken off")
{
    CHECK(without_stream_tags(header(0) + items) == items);
    CHECK(without_stream_tags(header(0)) == "");
}

TEST_CASE("tags with values of every type are passed over")
{
    const std::string zeros(64, '\0');
    const std::vector<std::string> values{
        bytes({0}),                                            // true
        bytes({6}),                                            // null
        bytes({2, 1, 0}) + std::string(256, 'x'),              // a symbol
        bytes({3, 0, 0, 0, 7}),                                // 32 bits
        bytes({4}) + zeros.substr(0, 8),                       // a double
        bytes({5}) + zeros.substr(0, 16),                      // complex
        bytes({7, 3, 0, 0, 0, 1, 7, 3, 0, 0, 0, 2, 6}),        // a list of two
        bytes({9, 7, 2, 0, 1, 'k', 3, 0, 0, 0, 1, 6}),         // a dictionary of one
        bytes({8, 0, 0, 0, 2, 0, 6}),                          // a vector of two
        bytes({12, 0, 0, 0, 1, 11}) + zeros.substr(0, 8),      // a tuple of a number of 64 bits
        bytes({13}) + zeros.substr(0, 8),                      // a signed one
        bytes({10, 0, 0, 0, 0, 3, 1, 0}) + "abc",              // bytes, with one of padding
        bytes({10, 8, 0, 0, 0, 2, 1, 0}) + zeros.substr(0, 8), // floats
        bytes({10, 11, 0, 0, 0, 1, 0}) + zeros.substr(0, 16),  // complex doubles, without padding
    };
    std::string all = header(values.size());
    for (const auto& value : values) {
        CHECK(without_stream_tags(header(1) + tag(value) + items) == items);
        all += tag(value);
    }
    CHECK(without_stream_tags(all + items) == items);
}

TEST_CASE("a list of a million is passed over without deep calls")
{
    std::string list;
    for (int i = 0; i < 1'000'000; ++i)
        list += bytes({7, 6});
    CHECK(without_stream_tags(header(1) + tag(list + bytes({6})) + items) == items);
    const std::string nested(1'000'000, '\7');
    const std::string message = header(1) + tag(nested);
    CHECK(without_stream_tags(message) == message);
}

TEST_CASE("what is not a whole header of tags stays: it is items")
{
    const std::vector<std::string> messages{
        "",
        items,
        header(0).substr(0, 18),
        header(1) + items, // where the tag would be
        header(UINT64_MAX) + items,
        header(1) + tag(bytes({14})) + items,                // a type that there is not
        header(1) + tag(bytes({8, 0xff, 0xff, 0xff, 0xff})), // more elements than bytes
        header(1) + tag(bytes({10, 12, 0, 0, 0, 0, 0})),     // a vector of what there is not
        header(1) + tag(bytes({10, 11, 0xff, 0xff, 0xff, 0xff, 0})),
        bytes({0xf0, 0x5f, 2}) + header(0).substr(3) + items, // another version
    };
    for (const auto& message : messages)
        CHECK(without_stream_tags(message) == message);
}
