// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/deflater.hpp"

#include <cstdint>
#include <cstring>
#include <new>
#include <zlib.h>

namespace zws::browser {

namespace {

/// For batches a third of the time that level 6 takes, and less than a tenth more bytes.
constexpr int level = 1;
constexpr int memory_level = 8;
constexpr std::size_t tail_size = 4;          // of the empty block that ends a flush; it is not sent
constexpr std::size_t stored_header_size = 5; // RFC 1951 section 3.2.4

/// Writes a block that is not compressed; returns how long it is.
std::size_t write_stored(char* out, std::string_view bytes)
{
    const auto size = static_cast<std::uint16_t>(bytes.size());
    const auto complement = static_cast<std::uint16_t>(~size);
    *out = 0;
    std::memcpy(out + 1, &size, sizeof size); // little-endian, as the numbers of a batch
    std::memcpy(out + 3, &complement, sizeof complement);
    std::memcpy(out + stored_header_size, bytes.data(), bytes.size());
    return stored_header_size + bytes.size();
}

} // namespace

Deflater::Deflater(int window_bits)
    : stream_(std::make_unique<z_stream>()),
      state_bytes_((std::size_t{1} << (window_bits + 2)) + (std::size_t{1} << (memory_level + 9))) // zconf.h
{
    if (deflateInit2(stream_.get(), level, Z_DEFLATED, -window_bits, memory_level, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        throw std::bad_alloc();
}

Deflater::~Deflater()
{
    deflateEnd(stream_.get());
}

std::optional<std::string_view> Deflater::deflate(std::string_view message, std::size_t readable)
{
    const auto begin = readable == 0 ? 0 : stored_header_size + readable;
    const auto room = message.size() + tail_size; // what does not fit into this is not shorter
    if (begin >= room)
        return std::nullopt;
    out_ = std::make_unique_for_overwrite<char[]>(room);
    out_bytes_ = room;
    if (readable != 0)
        write_stored(out_.get(), message.substr(0, readable));
    const auto rest = message.substr(readable);
    deflateReset(stream_.get());
    // zlib does not write to its input, though the type does not say so.
    stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest.data())); // NOLINT(*-const-cast)
    stream_->avail_in = static_cast<uInt>(rest.size());
    stream_->next_out = reinterpret_cast<Bytef*>(out_.get() + begin);
    stream_->avail_out = static_cast<uInt>(room - begin);
    if (::deflate(stream_.get(), Z_SYNC_FLUSH) != Z_OK || stream_->avail_out == 0)
        return std::nullopt;
    return std::string_view(out_.get(), room - stream_->avail_out - tail_size);
}

std::string_view readable_part(std::string_view deflated)
{
    return deflated.substr(stored_header_size);
}

} // namespace zws::browser
