// SPDX-License-Identifier: MIT
#include "libcommon/mcap/unpack.hpp"

#include <utility>
#include <zstd.h>

namespace zws::mcap {

namespace {

std::string unpack_zstd(std::string_view packed, std::uint64_t size, std::string& out)
{
    // Most frames tell their size: nothing is made for what does not have it.
    const auto told = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (told == ZSTD_CONTENTSIZE_ERROR)
        return "zstd: not a frame of it";
    if (told != ZSTD_CONTENTSIZE_UNKNOWN && told > size)
        return "zstd: it is longer than it says";
    out.resize(static_cast<std::size_t>(size));
    const auto got = ZSTD_decompress(out.data(), out.size(), packed.data(), packed.size());
    if (ZSTD_isError(got) != 0)
        return std::string("zstd: ") + ZSTD_getErrorName(got);
    return got == size ? "" : "zstd: it is shorter than it says";
}

} // namespace

std::string unpack(std::string_view compression, std::string packed, std::uint64_t size, std::string& out)
{
    if (compression == "zstd")
        return unpack_zstd(packed, size, out);
    if (!compression.empty())
        return "its compression, " + std::string(compression) + ", is not supported: zstd is";
    out = std::move(packed);
    return out.size() == size ? "" : "its two lengths differ";
}

} // namespace zws::mcap
