// SPDX-License-Identifier: MIT
#include "libcommon/codec/zstd.hpp"

#include <array>
#include <memory>
#include <zstd.h>

namespace zws::codec {

namespace {

/// A frame may ask for this much memory, as a power of 2 in bytes; it is what zstd itself takes.
constexpr int most_window = 27;

struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

} // namespace

std::string unzstd(std::string_view bytes, std::string& out, std::size_t most)
{
    const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
    if (!context ||
        ZSTD_isError(ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, most_window)) != 0)
        return "out of memory";
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::array<char, 16 * 1024> room;
    std::size_t made = 0;
    for (std::size_t left = 1; in.pos < in.size || left != 0;) {
        ZSTD_outBuffer piece{room.data(), room.size(), 0};
        const auto before = in.pos;
        left = ZSTD_decompressStream(context.get(), &piece, &in);
        if (ZSTD_isError(left) != 0)
            return ZSTD_getErrorName(left);
        out.append(room.data(), piece.pos);
        made += piece.pos;
        if (made > most)
            return "more than " + std::to_string(most) + " bytes when decompressed";
        if (left != 0 && piece.pos == 0 && in.pos == before)
            return "it is cut off";
    }
    return {};
}

} // namespace zws::codec
