// SPDX-License-Identifier: MIT
#include "libcommon/zmtp/frame.hpp"

#include "libcommon/text/big_endian.hpp"

#include <cstdint>

namespace zws::zmtp {

namespace {

constexpr unsigned more_flag = 1;
constexpr unsigned long_flag = 2;
constexpr unsigned command_flag = 4;
constexpr std::size_t longest_short = 255; // bytes of a body whose size takes one byte

} // namespace

std::optional<Frame> read_frame(std::string_view in, std::size_t longest)
{
    if (in.empty())
        return std::nullopt;
    const unsigned flags = static_cast<unsigned char>(in[0]);
    if ((flags & ~(more_flag | long_flag | command_flag)) != 0)
        throw ProtocolError("a frame with reserved flags");
    const bool command = (flags & command_flag) != 0;
    const bool more = (flags & more_flag) != 0;
    if (command && more)
        throw ProtocolError("a command of several frames");
    const std::size_t header = (flags & long_flag) != 0 ? 9 : 2;
    if (in.size() < header)
        return std::nullopt;
    const std::uint64_t size = read_big_endian(in.substr(1, header - 1));
    if (size > longest)
        throw ProtocolError("a frame of " + std::to_string(size) + " bytes");
    if (in.size() - header < size)
        return std::nullopt;
    return Frame{more, command, in.substr(header, size), header + size};
}

FrameHeader::FrameHeader(std::size_t body_size, bool more, bool command)
    : size_(body_size > longest_short ? 9 : 2)
{
    const bool is_long = body_size > longest_short;
    bytes_[0] =
        static_cast<char>((more ? more_flag : 0) | (is_long ? long_flag : 0) | (command ? command_flag : 0));
    for (std::size_t i = size_ - 1; i > 0; --i, body_size >>= 8U)
        bytes_[i] = static_cast<char>(body_size & 0xFFU);
}

std::string command_frame(std::string_view name, std::string_view data)
{
    const FrameHeader header(1 + name.size() + data.size(), false, true);
    return std::string(header.bytes()).append(1, static_cast<char>(name.size())).append(name).append(data);
}

} // namespace zws::zmtp
