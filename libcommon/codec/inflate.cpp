// SPDX-License-Identifier: MIT
#include "libcommon/codec/inflate.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <zlib.h>

namespace zws::codec {

namespace {

int window_bits(Wrapping wrapping)
{
    constexpr int gzip = 16; // zlib's way to say so
    return wrapping == Wrapping::none   ? -MAX_WBITS
           : wrapping == Wrapping::zlib ? MAX_WBITS
                                        : MAX_WBITS + gzip;
}

/// zlib's state, made anew for each message.
class Stream {
public:
    Stream(std::string_view bytes, Wrapping wrapping)
        : several_(wrapping == Wrapping::gzip), ready_(begin(bytes, wrapping))
    {
    }
    ~Stream()
    {
        if (ready_)
            inflateEnd(&stream_);
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    std::string run(std::string& out, std::size_t most)
    {
        std::size_t made = 0;
        while (ready_) {
            const int result = step(out, made);
            if (made > most)
                return "more than " + std::to_string(most) + " bytes when inflated";
            if (result == Z_STREAM_END && stream_.avail_in == 0)
                return {};
            if (result == Z_STREAM_END && (!several_ || inflateReset(&stream_) != Z_OK))
                return std::to_string(stream_.avail_in) + " bytes behind the end";
            if (result != Z_OK && result != Z_STREAM_END)
                return result == Z_BUF_ERROR ? "it is cut off" : reason(result);
        }
        return "out of memory";
    }

private:
    bool begin(std::string_view bytes, Wrapping wrapping)
    {
        // zlib does not write to its input, though the type does not say so.
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); // NOLINT(*-const-cast)
        stream_.avail_in = static_cast<uInt>(bytes.size());
        return inflateInit2(&stream_, window_bits(wrapping)) == Z_OK;
    }

    int step(std::string& out, std::size_t& made)
    {
        std::array<char, 16 * 1024> room;
        stream_.next_out = reinterpret_cast<Bytef*>(room.data());
        stream_.avail_out = room.size();
        const int result = ::inflate(&stream_, Z_NO_FLUSH);
        const std::size_t got = room.size() - stream_.avail_out;
        out.append(room.data(), got);
        made += got;
        return result;
    }

    std::string reason(int result) const
    {
        return stream_.msg != nullptr ? stream_.msg : "zlib's error " + std::to_string(result);
    }

    z_stream stream_{};
    bool several_;
    bool ready_;
};

} // namespace

std::string inflate(std::string_view bytes, Wrapping wrapping, std::string& out, std::size_t most)
{
    if (bytes.size() > std::numeric_limits<uInt>::max())
        return "more than 4 GiB";
    return Stream(bytes, wrapping).run(out, most);
}

} // namespace zws::codec
