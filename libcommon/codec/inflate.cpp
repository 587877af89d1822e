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
           : wrapping == Wrapping::gzip ? MAX_WBITS + gzip
                                        : -MAX_WBITS;
}

/// zlib's state, new for each message.
class Stream {
public:
    Stream(std::string_view bytes, Wrapping wrapping)
        : several_(wrapping == Wrapping::gzip || wrapping == Wrapping::message),
          lacks_tail_(wrapping == Wrapping::message),
          ready_(begin(bytes, wrapping))
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
            if (stream_.avail_in == 0 && (result == Z_STREAM_END || (has_tail_ && behind_block())))
                return {};
            if (result == Z_STREAM_END && (!several_ || inflateReset(&stream_) != Z_OK))
                return std::to_string(stream_.avail_in) + " bytes after the end";
            if (result == Z_BUF_ERROR && lacks_tail_)
                add_tail();
            else if (result != Z_OK && result != Z_STREAM_END)
                return result == Z_BUF_ERROR ? "it is cut off" : reason(result);
        }
        return "out of memory";
    }

private:
    /// The empty block that the sender of a message has taken away (RFC 7692 section 7.2.2).
    void add_tail()
    {
        static constexpr std::string_view tail("\0\0\xff\xff", 4);
        lacks_tail_ = false;
        has_tail_ = true;
        give(tail);
    }

    /// As inflate() tells it with Z_BLOCK.
    bool behind_block() const
    {
        constexpr unsigned end_of_block = 128;
        return (static_cast<unsigned>(stream_.data_type) & end_of_block) != 0;
    }

    void give(std::string_view bytes)
    {
        // zlib does not write to its input, though the type does not say so.
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); // NOLINT(*-const-cast)
        stream_.avail_in = static_cast<uInt>(bytes.size());
    }

    bool begin(std::string_view bytes, Wrapping wrapping)
    {
        give(bytes);
        return inflateInit2(&stream_, window_bits(wrapping)) == Z_OK;
    }

    int step(std::string& out, std::size_t& made)
    {
        std::array<char, 16 * 1024> room;
        stream_.next_out = reinterpret_cast<Bytef*>(room.data());
        stream_.avail_out = room.size();
        const int result = ::inflate(&stream_, has_tail_ ? Z_BLOCK : Z_NO_FLUSH);
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
    bool several_;    ///< streams may follow each other
    bool lacks_tail_; ///< the input is to be followed by it
    bool has_tail_ = false;
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
