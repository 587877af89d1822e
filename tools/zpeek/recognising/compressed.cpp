// SPDX-License-Identifier: MIT
#include "tools/zpeek/recognising/compressed.hpp"

#include "libcommon/codec/inflate.hpp"
#include "libcommon/codec/zstd.hpp"

#include <algorithm>
#include <array>

namespace zws::peek {

namespace {

constexpr std::size_t most_of_one = std::size_t{4} << 20U; // bytes, decompressed
constexpr std::size_t most_of_all = std::size_t{16} << 20U;

bool begins_as_gzip(std::string_view bytes)
{
    return bytes.starts_with("\x1f\x8b\x08");
}

/// RFC 1950: the method is deflate, and the two bytes are a multiple of 31.
bool begins_as_zlib(std::string_view bytes)
{
    if (bytes.size() < 8)
        return false;
    const auto first = static_cast<unsigned char>(bytes[0]);
    const auto second = static_cast<unsigned char>(bytes[1]);
    return (first & 0x0fU) == 8 && first >> 4U <= 7 && (first << 8U | second) % 31 == 0;
}

bool begins_as_zstd(std::string_view bytes)
{
    return bytes.starts_with("\x28\xb5\x2f\xfd");
}

struct Method {
    const char* step;
    bool (*begins)(std::string_view);
    std::string (*undo)(std::string_view, std::string&);
};

constexpr std::array<Method, 3> methods{
    {{"gzip", begins_as_gzip,
      [](std::string_view in, std::string& out) {
          return codec::inflate(in, codec::Wrapping::gzip, out, most_of_one);
      }},
     {"zlib", begins_as_zlib,
      [](std::string_view in, std::string& out) {
          return codec::inflate(in, codec::Wrapping::zlib, out, most_of_one);
      }},
     {"zstd", begins_as_zstd,
      [](std::string_view in, std::string& out) { return codec::unzstd(in, out, most_of_one); }}}};

constexpr Method raw{"deflate", nullptr, [](std::string_view in, std::string& out) {
                         return codec::inflate(in, codec::Wrapping::none, out, most_of_one);
                     }};

/// A frame that is too large when decompressed is compressed all the same, but not looked into.
std::optional<Decompressed> undo(const Method& method, const Column& frames)
{
    Decompressed unpacked{method.step, {}};
    std::size_t made = 0;
    for (const auto frame : frames) {
        std::string out;
        const auto why = method.undo(frame, out);
        const bool too_large = out.size() > most_of_one;
        if (!why.empty() && !too_large)
            return std::nullopt;
        made += out.size();
        if (!too_large)
            unpacked.frames.push_back(std::move(out));
        if (made > most_of_all)
            break;
    }
    return unpacked;
}

} // namespace

std::optional<Decompressed> unpack(const Column& frames)
{
    for (const Method& method : methods) {
        if (std::all_of(frames.begin(), frames.end(), method.begins))
            return undo(method, frames);
    }
    return std::nullopt;
}

std::optional<Decompressed> unpack_deflate(const Column& frames)
{
    return undo(raw, frames);
}

} // namespace zws::peek
