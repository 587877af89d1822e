// SPDX-License-Identifier: MIT
#include "libcommon/codec/decoder.hpp"
#include "libcommon/codec/formats.hpp"
#include "libcommon/json/json_text.hpp"
#include "tests/fuzz/expect.hpp"

#include <array>
#include <cstdint>

// The first byte chooses the chain, the second how many frames there are, the third the size of each but the
// last.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::array<const char*, 18> chains{
        "zlib,json", "gzip,text", "deflate,msgpack", "msgpack",     "cbor",      "bson",
        "text",      "json",      "f32le",           "i16be",       "bitcoin",   "eddn",
        "jupyter",   "vllm-kv",   "gnuradio-f32",    "gnuradio,u8", "zstd,json", "bluesky"};
    if (size < 3)
        return 0;
    std::vector<std::string> frames;
    std::string_view left(reinterpret_cast<const char*>(data) + 3, size - 3);
    for (unsigned i = data[1] % 8U; i > 0; --i) {
        frames.emplace_back(left.substr(0, data[2]));
        left.remove_prefix(frames.back().size());
    }
    frames.emplace_back(left);
    zws::Decoder decoder({chains[data[0] % chains.size()], {}});
    std::string out;
    if (!decoder.decode(zws::Message(frames), out).empty())
        return 0;
    zws::fuzz::expect(out.size() <= 8 * zws::codec::most_output, "what is decoded is bounded");
    zws::fuzz::expect(zws::json_error(out).empty(), "what is decoded is JSON");
    return 0;
}
