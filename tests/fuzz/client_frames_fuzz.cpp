// SPDX-License-Identifier: MIT
// What clients send, in parts of any length: the filter for what Beast does not know, and the inflating.
#include "libcommon/codec/inflate.hpp"
#include "tests/fuzz/expect.hpp"
#include "tools/zws2browser/websocket/client_frames.hpp"

#include <cstdint>
#include <string>

namespace {

constexpr std::size_t most = 100'000; // bytes

std::string filtered(std::string bytes, std::size_t part)
{
    zws::browser::ClientFrames filter;
    filter.allow_compressed();
    for (std::size_t at = 0; at < bytes.size(); at += part)
        filter.pass({bytes.data() + at, std::min(part, bytes.size() - at)});
    return bytes;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto whole = filtered(bytes, size + 1);
    for (const std::size_t part : {1U, 2U, 5U})
        zws::fuzz::expect(filtered(bytes, part) == whole, "parts do not matter");
    zws::fuzz::expect(filtered(whole, size + 1) == whole, "nothing compressed is left, and no Close 1014");

    std::string out;
    const auto failure = zws::codec::inflate(bytes, zws::codec::Wrapping::message, out, most);
    zws::fuzz::expect(!failure.empty() || out.size() <= most, "no more than the bound");
    zws::fuzz::expect(out.size() < 2 * most, "nothing goes far beyond the bound");
    return 0;
}
