// SPDX-License-Identifier: MIT
#include "libcommon/json/envelope.hpp"
#include "libcommon/json/json_string.hpp"
#include "libcommon/json/json_text.hpp"
#include "libcommon/json/pointer.hpp"
#include "libcommon/text/unix_time.hpp"
#include "tools/zcat/escape.hpp"
#include "tools/zcat/formats.hpp"

#include <utility>

namespace zws::cat {

namespace {

class EnvelopeFormat final : public Formatter {
public:
    explicit EnvelopeFormat(bool terminal) : terminal_(terminal) {}

    std::string print(const Received& received, std::string& out) override
    {
        const std::size_t begin = out.size();
        append_envelope(out, received.time, received.message);
        if (terminal_)
            show_json(out, begin);
        out += '\n';
        return {};
    }

    bool needs_time() const override { return true; }

private:
    bool terminal_;
};

} // namespace

std::unique_ptr<Formatter> envelope_format(const FormatOptions& options)
{
    return std::make_unique<EnvelopeFormat>(options.terminal);
}

namespace {

class JsonFormat final : public Formatter {
public:
    explicit JsonFormat(FormatOptions options) : options_(std::move(options)) {}

    std::string print(const Received& received, std::string& out) override
    {
        const std::size_t begin = out.size();
        if (std::string error = options_.pretty ? print_indented(received, out) : append(received, out);
            !error.empty())
            return "not JSON: " + error;
        if (options_.terminal)
            show_json(out, begin);
        out += options_.delimiter;
        return {};
    }

private:
    static std::string append(const Received& received, std::string& out)
    {
        std::string_view topic; // which this format does not print
        const bool alone = received.message.frame_count() == 1 && received.decoded == nullptr;
        return append_json_payload(out, received.payload(), alone, topic);
    }

    static std::string print_indented(const Received& received, std::string& out)
    {
        std::string json;
        std::string error = append(received, json);
        if (error.empty())
            append_indented(out, json);
        return error;
    }

    FormatOptions options_;
};

} // namespace

std::unique_ptr<Formatter> json_format(const FormatOptions& options)
{
    return std::make_unique<JsonFormat>(options);
}

namespace {

class JsonlFormat final : public Formatter {
public:
    explicit JsonlFormat(bool terminal) : terminal_(terminal) {}

    std::string print(const Received& received, std::string& out) override
    {
        const std::size_t begin = out.size();
        const auto topic_in_payload = read(received);
        out += "{\"t\":";
        append_unix_time(out, received.time);
        out += ",\"topic\":";
        append_json_bytes(out, topic_in_payload.empty() ? received.topic() : topic_in_payload);
        out += ",\"data\":";
        out += data_;
        if (!received.all_frames_decoded)
            append_more(received.message, out);
        out += '}';
        if (terminal_)
            show_json(out, begin);
        out += '\n';
        return {};
    }

    bool needs_time() const override { return true; }

private:
    /// Sets data_, and returns the topic that stood before it in the same frame.
    std::string_view read(const Received& received)
    {
        data_.clear();
        std::string_view topic;
        const bool alone = received.message.frame_count() == 1 && received.decoded == nullptr;
        if (!append_json_payload(data_, received.payload(), alone, topic).empty())
            append_json_bytes(data_, received.payload());
        return topic;
    }

    static void append_more(const Message& message, std::string& out)
    {
        for (std::size_t i = 2; i < message.frame_count(); ++i) {
            out += i == 2 ? ",\"more\":[" : ",";
            append_json_bytes(out, message.frame(i));
        }
        out += message.frame_count() > 2 ? "]" : "";
    }

    bool terminal_;
    std::string data_; ///< of the last message
};

} // namespace

std::unique_ptr<Formatter> jsonl_format(const FormatOptions& options)
{
    return std::make_unique<JsonlFormat>(options.terminal);
}

namespace {

/// Keeps a value in its column, as @tsv of jq(1) does.
void append_column(std::string& out, std::string_view value)
{
    for (const char c : value) {
        switch (c) {
        case '\t':
            out += "\\t";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\\':
            out += "\\\\";
            break;
        default:
            out += c;
        }
    }
}

class FieldFormat final : public Formatter {
public:
    FieldFormat(const std::vector<std::string>& fields, FormatOptions options)
        : fields_(fields.begin(), fields.end()), options_(std::move(options))
    {
    }

    std::string print(const Received& received, std::string& out) override
    {
        json_.clear();
        line_.clear();
        std::string_view topic;
        const bool alone = received.message.frame_count() == 1 && received.decoded == nullptr;
        std::string why = append_json_payload(json_, received.payload(), alone, topic);
        if (!why.empty())
            return "no JSON: " + why;
        for (const Pointer& field : fields_) {
            const auto value = field.find(json_);
            if (!value)
                return "no " + field.text();
            append(string_of(*value), &field == &fields_.front());
        }
        out += line_;
        out += options_.delimiter;
        return {};
    }

private:
    void append(const std::string& value, bool first)
    {
        if (!first)
            line_ += '\t';
        std::string column;
        if (fields_.size() > 1)
            append_column(column, value);
        const std::string& text = fields_.size() > 1 ? column : value;
        if (options_.terminal)
            append_shown(line_, text);
        else
            line_ += text;
    }

    std::vector<Pointer> fields_;
    FormatOptions options_;
    std::string json_; ///< of the last message
    std::string line_;
};

} // namespace

std::unique_ptr<Formatter> field_format(const std::vector<std::string>& fields, const FormatOptions& options)
{
    return std::make_unique<FieldFormat>(fields, options);
}

} // namespace zws::cat
