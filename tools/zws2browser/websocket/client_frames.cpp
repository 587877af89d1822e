// SPDX-License-Identifier: MIT
#include "tools/zws2browser/websocket/client_frames.hpp"

#include "libcommon/text/character.hpp"
#include "tools/zws2browser/stream/frame.hpp"

#include <algorithm>

namespace zws::browser {

namespace {

constexpr unsigned opcode_bits = 0x0f;
constexpr unsigned mask_bit = 0x80;
constexpr std::size_t mask_size = 4;

/// Status codes of a Close frame (RFC 6455 section 7.4).
constexpr unsigned protocol_error = 1002;
constexpr unsigned try_again_later = 1013;
constexpr unsigned bad_gateway = 1014;
constexpr unsigned least_invalid = 5000;

unsigned big_endian(char high, char low)
{
    return static_cast<unsigned>(static_cast<unsigned char>(high)) << 8U | static_cast<unsigned char>(low);
}

} // namespace

void ClientFrames::pass(std::span<char> bytes)
{
    while (!bytes.empty()) {
        if (rest_ == 0) {
            take_header_byte(bytes.front());
            bytes = bytes.subspan(1);
        } else {
            bytes = bytes.subspan(take_payload(bytes));
        }
    }
}

ClientFrames::Kind ClientFrames::next()
{
    const auto kind = kinds_->front();
    kinds_->pop();
    return kind;
}

void ClientFrames::answer_close(std::string& bytes) const
{
    constexpr char close_frame = '\x88';
    constexpr std::size_t code_at = 2;
    if (bytes.size() < code_at + 2 || bytes.front() != close_frame)
        return;
    unsigned code = big_endian(bytes[code_at], bytes[code_at + 1]);
    if (code >= least_invalid)
        code = protocol_error;
    else if (bad_gateway_ && code == try_again_later)
        code = bad_gateway;
    bytes[code_at] = static_cast<char>(code >> 8U);
    bytes[code_at + 1] = static_cast<char>(code);
}

void ClientFrames::take_header_byte(char& byte)
{
    const auto value = static_cast<std::uint8_t>(byte);
    if (!in_header_) {
        begin_frame(byte);
    } else if (length_bytes_ == 0) {
        take_length(value);
    } else {
        length_ = length_ << 8U | value;
        if (--length_bytes_ == 0)
            begin_payload(length_);
    }
}

void ClientFrames::begin_frame(char& first_byte)
{
    in_header_ = true;
    in_close_ = frame::is_close(first_byte);
    const auto bits = static_cast<std::uint8_t>(first_byte);
    const auto opcode = static_cast<frame::Opcode>(bits & opcode_bits);
    if (!kinds_ || (opcode != frame::Opcode::text && opcode != frame::Opcode::binary))
        return;
    const bool compressed = (bits & frame::compressed_bit) != 0;
    kinds_->push({compressed, opcode == frame::Opcode::text});
    if (compressed) {
        constexpr unsigned kept = ~(opcode_bits | frame::compressed_bit);
        first_byte = static_cast<char>((bits & kept) | static_cast<unsigned>(frame::Opcode::binary));
    }
}

void ClientFrames::take_length(std::uint8_t second_byte)
{
    masked_ = (second_byte & mask_bit) != 0;
    const auto length = second_byte & ~mask_bit;
    if (length < 126)
        return begin_payload(length);
    length_bytes_ = length == 126 ? 2 : 8;
    length_ = 0;
}

void ClientFrames::begin_payload(std::uint64_t size)
{
    in_header_ = false;
    in_close_ = in_close_ && masked_;
    taken_ = 0;
    rest_ = (masked_ ? mask_size : 0) + size;
}

/// Takes at least a byte; how many.
std::size_t ClientFrames::take_payload(std::span<char> bytes)
{
    const bool has_code = in_close_ && taken_ <= close_.size();
    if (has_code)
        take_close_byte(bytes.front());
    const auto size = has_code ? 1 : std::min<std::uint64_t>(rest_, bytes.size());
    taken_ += size;
    rest_ -= size;
    return size;
}

/// Takes the mask and the status code of a Close frame (RFC 6455 sections 5.3 and 5.5.1).
void ClientFrames::take_close_byte(char& byte)
{
    if (taken_ < close_.size()) {
        close_[taken_] = byte;
        return;
    }
    const auto unmasked = [this](char value, std::size_t at) {
        return static_cast<char>(value ^ close_[at]);
    };
    if (big_endian(unmasked(close_[mask_size], 0), unmasked(byte, 1)) != bad_gateway)
        return;
    bad_gateway_ = true;
    byte = static_cast<char>(byte ^
                             static_cast<char>(bad_gateway ^ try_again_later)); // their second bytes differ
}

namespace {

constexpr std::size_t most_of_a_cut_character = 3;

bool continues(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

} // namespace

void TextEnd::add(std::string_view part)
{
    last_ += part.substr(part.size() - std::min(part.size(), most_of_a_cut_character));
    last_.erase(0, last_.size() - std::min(last_.size(), most_of_a_cut_character));
}

bool TextEnd::is_whole() const
{
    return is_utf8({std::find_if_not(last_.begin(), last_.end(), continues), last_.end()});
}

} // namespace zws::browser
