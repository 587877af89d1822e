// SPDX-License-Identifier: MIT
#include "tools/zcat/formats.hpp"

namespace zws::cat {

namespace {

constexpr std::size_t row_size = 16; // bytes
constexpr std::string_view digits = "0123456789abcdef";

void append_offset(std::string& out, std::size_t offset)
{
    const unsigned least = offset > 0xffffffffU ? 16 : 8;
    for (unsigned digit = least; digit > 0; --digit)
        out += digits[(offset >> (4 * (digit - 1))) & 15U];
}

void append_row(std::string& out, std::size_t offset, std::string_view row)
{
    append_offset(out, offset);
    for (std::size_t i = 0; i < row_size; ++i) {
        out += i % 8 == 0 ? "  " : " ";
        const auto byte = i < row.size() ? static_cast<unsigned char>(row[i]) : 0U;
        out += i < row.size() ? digits[byte >> 4U] : ' ';
        out += i < row.size() ? digits[byte & 15U] : ' ';
    }
    out += "  |";
    for (const char c : row)
        out += c >= ' ' && c <= '~' ? c : '.';
    out += "|\n";
}

/// Rows like the one before them become one line with a '*'; the last line is the size.
void append_dump(std::string& out, std::string_view bytes)
{
    bool starred = false;
    for (std::size_t at = 0; at < bytes.size(); at += row_size) {
        const auto row = bytes.substr(at, row_size);
        const bool same = at > 0 && row == bytes.substr(at - row_size, row_size);
        if (!same)
            append_row(out, at, row);
        else if (!starred)
            out += "*\n";
        starred = same;
    }
    if (!bytes.empty()) {
        append_offset(out, bytes.size());
        out += '\n';
    }
}

class HexFormat final : public Formatter {
public:
    std::string print(const Received& received, std::string& out) override
    {
        const std::size_t count = received.message.frame_count();
        for (std::size_t i = 0; i < count; ++i) {
            const auto frame = received.message.frame(i);
            out += "message " + std::to_string(received.number) + ", frame " + std::to_string(i + 1) +
                   " of " + std::to_string(count) + ", " + std::to_string(frame.size()) +
                   (frame.size() == 1 ? " byte\n" : " bytes\n");
            append_dump(out, frame);
        }
        return {};
    }
};

} // namespace

std::unique_ptr<Formatter> hex_format(const FormatOptions&)
{
    return std::make_unique<HexFormat>();
}

} // namespace zws::cat
