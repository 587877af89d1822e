// SPDX-License-Identifier: MIT
#include "libcommon/json/json_payload.hpp"
#include "libcommon/json/json_string.hpp"
#include "libcommon/text/unix_time.hpp"
#include "tools/zcat/escape.hpp"
#include "tools/zcat/formats.hpp"

namespace zws::cat {

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

} // namespace zws::cat
