// SPDX-License-Identifier: MIT
#include "tools/zws2browser/websocket/client_frames.hpp"

#include "tests/unit/catch.hpp"

#include <string>

using namespace std::string_literals;
using namespace zws::browser;

namespace {

constexpr unsigned text_frame = 0x81;
constexpr unsigned binary = 0x82;
constexpr unsigned compressed = 0x40;

/// A frame as clients send it, masked.
std::string frame_of(unsigned first_byte, std::size_t size)
{
    std::string frame(1, static_cast<char>(first_byte));
    const auto number = [&frame, size](unsigned first, unsigned bytes) {
        frame += static_cast<char>(0x80U | first);
        for (unsigned i = bytes; i-- > 0;)
            frame += static_cast<char>(size >> (8 * i));
    };
    if (size < 126)
        number(static_cast<unsigned>(size), 0);
    else if (size < 65536)
        number(126, 2);
    else
        number(127, 8);
    return frame + "mask" + std::string(size, '\xc1'); // what looks like the start of a frame
}

/// The bytes after the filter, which gets them in parts of this size.
std::string passed(ClientFrames& filter, std::string bytes, std::size_t part)
{
    for (std::size_t at = 0; at < bytes.size(); at += part)
        filter.pass({bytes.data() + at, std::min(part, bytes.size() - at)});
    return bytes;
}

} // namespace

TEST_CASE("compressed messages become binary ones, the others stay as they are")
{
    const auto part = GENERATE(1U, 2U, 3U, 7U, 1000U, 1'000'000U);
    ClientFrames filter;
    filter.allow_compressed();
    std::string in;
    std::string out;
    for (const std::size_t size : {0U, 1U, 125U, 126U, 65535U, 65536U, 3U}) {
        in += frame_of(text_frame | compressed, size) + frame_of(text_frame, size) +
              frame_of(binary | compressed, size);
        out += frame_of(binary, size) + frame_of(text_frame, size) + frame_of(binary, size);
    }
    REQUIRE(passed(filter, in, part) == out);
    for (int i = 0; i < 7; ++i) {
        CHECK(filter.next() == ClientFrames::Kind{true, true});
        CHECK(filter.next() == ClientFrames::Kind{false, true});
        CHECK(filter.next() == ClientFrames::Kind{true, false});
    }
}

TEST_CASE("a message in fragments is one, whatever control frames come between them")
{
    constexpr unsigned first = 0x01;
    constexpr unsigned ping = 0x89;
    constexpr unsigned last = 0x80;
    ClientFrames filter;
    filter.allow_compressed();
    CHECK(passed(filter, frame_of(first | compressed, 5) + frame_of(ping, 3) + frame_of(last, 200), 1) ==
          frame_of(0x02, 5) + frame_of(ping, 3) + frame_of(last, 200));
    CHECK(passed(filter, frame_of(binary, 1), 1) == frame_of(binary, 1));
    CHECK(filter.next() == ClientFrames::Kind{true, true});
    CHECK(filter.next() == ClientFrames::Kind{false, false});
}

TEST_CASE("the bit stays where it means nothing, for Beast to refuse it")
{
    ClientFrames filter;
    filter.allow_compressed();
    for (const unsigned first_byte : {0x80U, 0x88U, 0x89U, 0x83U})
        CHECK(passed(filter, frame_of(first_byte | compressed, 2), 1) ==
              frame_of(first_byte | compressed, 2));
}

TEST_CASE("frames without a mask are followed too")
{
    ClientFrames filter;
    filter.allow_compressed();
    CHECK(passed(filter, "\xc1\x01x\xc2\x00\x81\x01y"s, 1) == "\x82\x01x\x82\x00\x81\x01y"s);
}

TEST_CASE("without the extension compressed messages stay, for Beast to refuse them")
{
    ClientFrames filter;
    CHECK(passed(filter, frame_of(text_frame | compressed, 2), 1) == frame_of(text_frame | compressed, 2));
}

TEST_CASE("Close 1014 passes as 1013, and is answered as it came")
{
    constexpr auto close = [](unsigned code, std::string_view reason) {
        std::string frame = "\x88"s + static_cast<char>(0x82U + reason.size()) + "mask"s;
        frame += static_cast<char>('m' ^ static_cast<char>(code >> 8U));
        frame += static_cast<char>('a' ^ static_cast<char>(code & 0xffU));
        return frame.append(reason);
    };
    const auto answered = [](const ClientFrames& filter, std::string bytes) {
        filter.answer_close(bytes);
        return bytes;
    };
    const auto part = GENERATE(1U, 2U, 6U, 7U, 1000U);
    ClientFrames filter;
    CHECK(passed(filter, frame_of(0x89U, 3) + close(1014, "why"), part) ==
          frame_of(0x89U, 3) + close(1013, "why"));
    CHECK(answered(filter, "\x88\x02\x03\xf5"s) == "\x88\x02\x03\xf6"s);
    CHECK(answered(filter, "\x8a\x02\x03\xf5"s) == "\x8a\x02\x03\xf5"s);
    CHECK(answered(filter, "\x88\x02\x03\xe8"s) == "\x88\x02\x03\xe8"s);
    for (const unsigned other : {1000U, 1013U, 1015U, 758U}) {
        ClientFrames untouched;
        CHECK(passed(untouched, close(other, ""), part) == close(other, ""));
        CHECK(answered(untouched, "\x88\x02\x03\xf5"s) == "\x88\x02\x03\xf5"s);
    }
}

TEST_CASE("a Close frame gets no status code that must not be sent")
{
    const auto answered = [](std::string bytes) {
        ClientFrames().answer_close(bytes);
        return bytes;
    };
    CHECK(answered("\x88\x02\x13\x88"s) == "\x88\x02\x03\xea"s);     // 5000
    CHECK(answered("\x88\x04\xff\xffok"s) == "\x88\x04\x03\xeaok"s); // 65535
    for (const auto& other :
         {"\x88\x02\x13\x87"s, "\x88\x02\x03\xe8"s, "\x88\x00"s, "\x8a\x02\xff\xff"s, "HTTP/1.1 101"s, ""s})
        CHECK(answered(other) == other);
}

TEST_CASE("a text is whole where its last character is")
{
    const std::string text = "a\u00e9\u20ac\U0001f600\u00e9\u20acz";
    const auto is_end = [&text](std::size_t i) {
        return i == text.size() || (static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U;
    };
    TextEnd bytewise;
    CHECK(bytewise.is_whole());
    for (std::size_t i = 1; i <= text.size(); ++i) {
        bytewise.add(text.substr(i - 1, 1));
        CHECK(bytewise.is_whole() == is_end(i));
        TextEnd at_once;
        at_once.add(text.substr(0, i));
        at_once.add("");
        CHECK(at_once.is_whole() == is_end(i));
    }
}
