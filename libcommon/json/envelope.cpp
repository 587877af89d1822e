// SPDX-License-Identifier: MIT
#include "libcommon/json/envelope.hpp"

#include "libcommon/json/json_events.hpp"
#include "libcommon/json/json_string.hpp"
#include "libcommon/text/base64.hpp"
#include "libcommon/text/unix_time.hpp"

#include <utility>

namespace zws {

namespace {

/// Takes the events of a line; stops it at the first thing that no envelope has.
class EnvelopeReader : public JsonEvents {
public:
    explicit EnvelopeReader(Envelope& into) : into_(into) {}

    bool on_object_begin(Error& error);
    bool on_object_end(std::size_t, Error& error);
    bool on_array_begin(Error& error);
    bool on_array_end(std::size_t, Error&);
    bool on_key_part(Text part, std::size_t, Error&);
    bool on_key(Text part, std::size_t, Error& error);
    bool on_string_part(Text part, std::size_t, Error& error);
    bool on_string(Text part, std::size_t, Error& error);
    bool on_number_part(Text part, Error&);
    bool on_int64(std::int64_t, Text part, Error& error) { return number(part, error); }
    bool on_uint64(std::uint64_t, Text part, Error& error) { return number(part, error); }
    bool on_double(double, Text part, Error& error) { return number(part, error); }
    bool on_bool(bool, Error& error) { return other(error); }
    bool on_null(Error& error) { return other(error); }

    /// What it was stopped at; empty: nothing.
    std::string_view why() const { return why_; }
    std::size_t count() const { return count_; }

private:
    enum class At { begin, envelope, time, before_frames, frames, frame_object, frame_bytes, foreign, end };

    bool fail(std::string_view why, Error& error)
    {
        why_ = why;
        error = boost::json::error::syntax;
        return false;
    }
    bool other(Error& error);
    bool number(Text part, Error& error);
    bool begin_foreign();
    bool end_foreign();
    bool enter_member(std::string_view name, Error& error);
    std::string& next_frame();

    Envelope& into_;
    At at_ = At::begin;
    std::size_t depth_ = 0; ///< of the value of a member that is skipped
    std::size_t count_ = 0; ///< frames
    bool in_text_ = false;  ///< of a frame: a part of it came
    std::string parts_;     ///< those that came of a name, a text or a number
    std::string_view why_;
};

std::string& EnvelopeReader::next_frame()
{
    if (into_.frames.size() == count_)
        into_.frames.emplace_back();
    auto& frame = into_.frames[count_++];
    frame.clear();
    return frame;
}

bool EnvelopeReader::begin_foreign()
{
    ++depth_;
    return true;
}

/// After a value, or the end of an array or object, inside a member that is skipped.
bool EnvelopeReader::end_foreign()
{
    if (depth_ == 0)
        at_ = At::envelope;
    return true;
}

bool EnvelopeReader::other(Error& error)
{
    if (at_ == At::foreign)
        return end_foreign();
    return fail(at_ == At::begin  ? "not an object"
                : at_ == At::time ? "'t' is not a time"
                                  : "an invalid frame",
                error);
}

bool EnvelopeReader::on_number_part(Text part, Error&)
{
    parts_ += part;
    return true;
}

bool EnvelopeReader::number(Text part, Error& error)
{
    parts_ += part;
    const auto text = std::exchange(parts_, {});
    if (at_ != At::time)
        return other(error);
    into_.time = parse_unix_time(text);
    at_ = At::envelope;
    return into_.time ? true : fail("'t' is not a time", error);
}

/// The text of a frame comes where it stays.
bool EnvelopeReader::on_string_part(Text part, std::size_t, Error& error)
{
    if (at_ == At::frames) {
        (std::exchange(in_text_, true) ? into_.frames[count_ - 1] : next_frame()).append(part);
        return true;
    }
    if (at_ != At::frame_bytes && at_ != At::foreign)
        return other(error);
    if (at_ == At::frame_bytes)
        parts_ += part;
    return true;
}

bool EnvelopeReader::on_string(Text part, std::size_t size, Error& error)
{
    if (!on_string_part(part, size, error))
        return false;
    if (at_ == At::frames) {
        in_text_ = false;
        return true;
    }
    if (at_ == At::foreign)
        return end_foreign();
    const auto text = std::exchange(parts_, {});
    at_ = At::frame_object;
    return decode_base64(next_frame(), text) ? true : fail("a frame that is not base64", error);
}

bool EnvelopeReader::on_object_begin(Error& error)
{
    if (at_ == At::foreign)
        return begin_foreign();
    if (at_ == At::begin)
        at_ = At::envelope;
    else if (at_ == At::frames)
        at_ = At::frame_object;
    else
        return other(error);
    depth_ = at_ == At::frame_object ? count_ : 0;
    return true;
}

bool EnvelopeReader::on_key_part(Text part, std::size_t, Error&)
{
    if (at_ != At::foreign)
        parts_ += part;
    return true;
}

bool EnvelopeReader::on_key(Text part, std::size_t size, Error& error)
{
    if (size == part.size())
        return enter_member(part, error);
    parts_ += part;
    return enter_member(std::exchange(parts_, {}), error);
}

bool EnvelopeReader::enter_member(std::string_view name, Error& error)
{
    if (at_ == At::frame_object) {
        at_ = At::frame_bytes;
        return name == "b64" && depth_ == count_ ? true : fail("an invalid frame", error);
    }
    if (at_ != At::envelope)
        return true;
    if (name == "frames" && count_ > 0)
        return fail("'frames' twice", error);
    at_ = name == "t" ? At::time : name == "frames" ? At::before_frames : At::foreign;
    depth_ = 0;
    return true;
}

bool EnvelopeReader::on_object_end(std::size_t, Error& error)
{
    if (at_ == At::foreign) {
        --depth_;
        return end_foreign();
    }
    if (at_ == At::frame_object) {
        at_ = At::frames;
        return depth_ + 1 == count_ ? true : fail("an invalid frame", error);
    }
    at_ = At::end;
    return true;
}

bool EnvelopeReader::on_array_begin(Error& error)
{
    if (at_ == At::foreign)
        return begin_foreign();
    if (at_ != At::before_frames)
        return other(error);
    at_ = At::frames;
    return true;
}

bool EnvelopeReader::on_array_end(std::size_t, Error&)
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
    into.time.reset();
    std::string_view why;
    auto error = read_events<EnvelopeReader>(
        line,
        [&](const EnvelopeReader& reader) {
            why = reader.why();
            into.frames.resize(reader.count());
        },
        into);
    if (!why.empty())
        return std::string(why);
    return error.empty() && into.frames.empty() ? "no frames" : error;
}

} // namespace zws
