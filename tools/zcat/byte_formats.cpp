// SPDX-License-Identifier: MIT
#include "libcommon/cli/terminal.hpp"
#include "tools/zcat/escape.hpp"
#include "tools/zcat/formats.hpp"

namespace zws::cat {

namespace {

class RawFormat final : public Formatter {
public:
    explicit RawFormat(std::string delimiter) : delimiter_(std::move(delimiter)) {}

    std::string print(const Received& received, std::string& out) override
    {
        for (std::size_t i = 0; i < received.message.frame_count(); ++i)
            out += received.message.frame(i);
        out += delimiter_;
        return {};
    }

private:
    std::string delimiter_;
};

} // namespace

std::unique_ptr<Formatter> raw_format(const FormatOptions& options)
{
    return std::make_unique<RawFormat>(options.delimiter);
}

namespace {

class TextFormat final : public Formatter {
public:
    explicit TextFormat(const FormatOptions& options) : delimiter_(options.delimiter), color_(options.color)
    {
    }

    std::string print(const Received& received, std::string& out) override
    {
        const Message& message = received.message;
        if (received.decoded != nullptr)
            return print_decoded(received, out);
        print_topic(received, out);
        for (std::size_t i = message.frame_count() > 1 ? 1 : 0; i < message.frame_count(); ++i) {
            if (i > 1)
                out += '\t';
            append_escaped(out, message.frame(i));
        }
        out += delimiter_;
        return {};
    }

private:
    std::string print_decoded(const Received& received, std::string& out) const
    {
        print_topic(received, out);
        append_escaped(out, received.payload());
        out += delimiter_;
        return {};
    }

    void print_topic(const Received& received, std::string& out) const
    {
        const bool no_topic_frame = received.message.frame_count() < 2 || received.all_frames_decoded;
        if (no_topic_frame && received.topic().empty())
            return;
        std::string topic;
        append_escaped(color_ ? topic : out, received.topic());
        if (color_)
            out += colored(Color::cyan, topic);
        out += '\t';
    }

    std::string delimiter_;
    bool color_;
};

} // namespace

std::unique_ptr<Formatter> text_format(const FormatOptions& options)
{
    return std::make_unique<TextFormat>(options);
}

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
