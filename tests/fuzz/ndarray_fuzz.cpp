// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/ndarray.hpp"
#include "tests/fuzz/decoded.hpp"

#include <algorithm>
#include <cstdint>

// The first line is the header, the rest the bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto end = std::min(input.find('\n'), size);
    const std::vector<std::string> frames{std::string(input.substr(0, end)),
                                          std::string(input.substr(std::min(end + 1, size)))};
    const zws::Message message(frames);
    std::string json;
    std::string_view topic;
    const auto why = zws::codec::decode_ndarray(message, json, topic);
    zws::fuzz::check_decoded(why, json);
    return 0;
}
