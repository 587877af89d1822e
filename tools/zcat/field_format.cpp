// SPDX-License-Identifier: MIT
#include "libcommon/json/json_text.hpp"
#include "tools/zcat/escape.hpp"
#include "tools/zcat/formats.hpp"
#include "tools/zcat/pointer.hpp"

namespace zws::cat {

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
