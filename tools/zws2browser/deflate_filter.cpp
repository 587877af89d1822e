// SPDX-License-Identifier: MIT
#include "tools/zws2browser/deflate_filter.hpp"

#include "tools/zws2browser/frame.hpp"

#include <algorithm>

namespace zws::browser {

namespace {

constexpr unsigned opcode_bits = 0x0f;
constexpr unsigned mask_bit = 0x80;

} // namespace

void DeflateFilter::pass(std::span<char> bytes)
{
    while (!bytes.empty()) {
        if (rest_ == 0) {
            take_header_byte(bytes.front());
            bytes = bytes.subspan(1);
        } else {
            const auto skipped = std::min<std::uint64_t>(rest_, bytes.size());
            rest_ -= skipped;
            bytes = bytes.subspan(skipped);
        }
    }
}

DeflateFilter::Kind DeflateFilter::next()
{
    const auto kind = kinds_.front();
    kinds_.pop();
    return kind;
}

void DeflateFilter::take_header_byte(char& byte)
{
    const auto value = static_cast<std::uint8_t>(byte);
    if (!in_header_) {
        begin_frame(byte);
    } else if (length_bytes_ == 0) {
        take_length(value);
    } else {
        length_ = length_ << 8U | value;
        if (--length_bytes_ == 0)
            skip(length_);
    }
}

void DeflateFilter::begin_frame(char& first_byte)
{
    in_header_ = true;
    const auto bits = static_cast<std::uint8_t>(first_byte);
    const auto opcode = static_cast<frame::Opcode>(bits & opcode_bits);
    if (opcode != frame::Opcode::text && opcode != frame::Opcode::binary)
        return;
    const bool compressed = (bits & frame::compressed_bit) != 0;
    kinds_.push({compressed, opcode == frame::Opcode::text});
    if (compressed) {
        constexpr unsigned kept = ~(opcode_bits | frame::compressed_bit);
        first_byte = static_cast<char>((bits & kept) | static_cast<unsigned>(frame::Opcode::binary));
    }
}

void DeflateFilter::take_length(std::uint8_t second_byte)
{
    mask_size_ = (second_byte & mask_bit) != 0 ? 4 : 0;
    const auto length = second_byte & ~mask_bit;
    if (length < 126)
        return skip(length);
    length_bytes_ = length == 126 ? 2 : 8;
    length_ = 0;
}

void DeflateFilter::skip(std::uint64_t payload)
{
    in_header_ = false;
    rest_ = mask_size_ + payload;
}

} // namespace zws::browser
