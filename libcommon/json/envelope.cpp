// SPDX-License-Identifier: MIT
#include "libcommon/json/envelope.hpp"

#include "libcommon/json/json_string.hpp"
#include "libcommon/json/plain_envelope.hpp"
#include "libcommon/text/base64.hpp"
#include "libcommon/text/unix_time.hpp"

#include <nlohmann/json.hpp>

namespace zws {

namespace {

using nlohmann::json;

/// Takes the events of the parser; stops it at the first thing that no envelope has.
class Reader final : public nlohmann::json_sax<json> {
public:
    explicit Reader(Envelope& into) : into_(into) {}

    bool null() override { return other(); }
    bool boolean(bool) override { return other(); }
    bool number_integer(number_integer_t n) override { return number(std::to_string(n)); }
    bool number_unsigned(number_unsigned_t n) override { return number(std::to_string(n)); }
    bool number_float(number_float_t, const string_t& token) override { return number(token); }
    bool binary(binary_t&) override { return other(); }
    bool string(string_t& text) override;
    bool start_object(std::size_t) override;
    bool key(string_t& name) override;
    bool end_object() override;
    bool start_array(std::size_t) override;
    bool end_array() override;
    bool parse_error(std::size_t, const std::string&, const json::exception& e) override
    {
        error_ = e.what();
        // Without the library's "[json.exception.parse_error.101] " in front.
        if (const auto prefix = error_.find("] "); prefix != std::string::npos)
            error_.erase(0, prefix + 2);
        return false;
    }

    std::string error() const
    {
        if (!error_.empty())
            return error_;
        return count_ > 0 ? "" : "no frames";
    }
    std::size_t count() const { return count_; }

private:
    enum class At { begin, envelope, time, before_frames, frames, frame_object, frame_bytes, foreign, end };

    bool fail(const char* why)
    {
        error_ = why;
        return false;
    }
    bool other();
    bool number(const std::string& token);
    bool begin_foreign();
    bool end_foreign();
    std::string& next_frame();

    Envelope& into_;
    At at_ = At::begin;
    std::size_t depth_ = 0; ///< of the value of a member that is skipped
    std::size_t count_ = 0; ///< frames
    std::string error_;
};

std::string& Reader::next_frame()
{
    if (into_.frames.size() == count_)
        into_.frames.emplace_back();
    return into_.frames[count_++];
}

bool Reader::begin_foreign()
{
    ++depth_;
    return true;
}

/// After a value, or the end of an array or object, inside a member that is skipped.
bool Reader::end_foreign()
{
    if (depth_ == 0)
        at_ = At::envelope;
    return true;
}

bool Reader::other()
{
    if (at_ == At::foreign)
        return end_foreign();
    return fail(at_ == At::begin  ? "not an object"
                : at_ == At::time ? "'t' is not a time"
                                  : "an invalid frame");
}

bool Reader::number(const std::string& token)
{
    if (at_ != At::time)
        return other();
    into_.time = parse_unix_time(token);
    at_ = At::envelope;
    return into_.time ? true : fail("'t' is not a time");
}

bool Reader::string(string_t& text)
{
    if (at_ == At::frames) {
        next_frame().swap(text);
        return true;
    }
    if (at_ != At::frame_bytes)
        return other();
    std::string& frame = next_frame();
    frame.clear();
    at_ = At::frame_object;
    return decode_base64(frame, text) ? true : fail("a frame that is not base64");
}

bool Reader::start_object(std::size_t)
{
    if (at_ == At::foreign)
        return begin_foreign();
    if (at_ == At::begin)
        at_ = At::envelope;
    else if (at_ == At::frames)
        at_ = At::frame_object;
    else
        return other();
    depth_ = at_ == At::frame_object ? count_ : 0;
    return true;
}

bool Reader::key(string_t& name)
{
    if (at_ == At::frame_object) {
        at_ = At::frame_bytes;
        return name == "b64" && depth_ == count_ ? true : fail("an invalid frame");
    }
    if (at_ != At::envelope)
        return true;
    if (name == "frames" && count_ > 0)
        return fail("'frames' twice");
    at_ = name == "t" ? At::time : name == "frames" ? At::before_frames : At::foreign;
    depth_ = 0;
    return true;
}

bool Reader::end_object()
{
    if (at_ == At::foreign) {
        --depth_;
        return end_foreign();
    }
    if (at_ == At::frame_object) {
        at_ = At::frames;
        return depth_ + 1 == count_ ? true : fail("an invalid frame");
    }
    at_ = At::end;
    return true;
}

bool Reader::start_array(std::size_t)
{
    if (at_ == At::foreign)
        return begin_foreign();
    if (at_ != At::before_frames)
        return other();
    at_ = At::frames;
    return true;
}

bool Reader::end_array()
{
    if (at_ == At::foreign) {
        --depth_;
        return end_foreign();
    }
    at_ = At::envelope;
    return true;
}

} // namespace

void append_envelope(std::string& out, std::chrono::system_clock::time_point time, const Message& message)
{
    out += "{\"t\":";
    append_unix_time(out, time);
    out += ",\"frames\":[";
    for (std::size_t i = 0; i < message.frame_count(); ++i) {
        if (i > 0)
            out += ',';
        append_json_bytes(out, message.frame(i));
    }
    out += "]}";
}

std::string parse_envelope(std::string_view line, Envelope& into)
{
    if (read_plain_envelope(line, into))
        return {};
    // The parser takes a NUL for the end of its input.
    if (line.find('\0') != std::string_view::npos)
        return "a NUL byte";
    into.time.reset();
    Reader reader(into);
    json::sax_parse(line.begin(), line.end(), &reader);
    into.frames.resize(reader.count());
    return reader.error();
}

} // namespace zws
