// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/step.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/codec/protobuf/schema_file.hpp"
#include "libcommon/codec/protobuf/transcript.hpp"
#include "libcommon/codec/protobuf/type_names.hpp"
#include "libcommon/codec/protobuf/type_rules.hpp"
#include "libcommon/os/error.hpp"

#include <stdexcept>

namespace zws::codec::protobuf {

namespace {

/// What is read of the file.
struct Opened {
    explicit Opened(const std::string& path) : schema(read_schema(path)), names(schema), unknown(path) {}

    const Schema schema;
    const TypeNames names;
    UnknownFields unknown;
    Workspace work;
};

class Protobuf final : public Step {
public:
    explicit Protobuf(std::string_view argument) : path_(argument.substr(0, argument.find(':')))
    {
        if (path_.empty())
            throw std::invalid_argument("there is no file after the colon");
        if (path_.size() < argument.size())
            rules_ = parse_type_rules(argument.substr(path_.size() + 1));
    }

    void open() override
    {
        opened_ = std::make_unique<Opened>(path_);
        try {
            if (rules_.empty())
                rules_.push_back({"", opened_->names.only().name, {}});
            for (const TypeRule& rule : rules_)
                types_.push_back(rule.frame ? nullptr : &named(rule.name));
        } catch (const std::invalid_argument& e) {
            throw Error("--decode protobuf " + path_ + ": " + e.what());
        }
    }

    std::string apply(const Message& message, std::string_view in, std::string& out) override
    {
        std::string why;
        const Type* const type = type_of(message, why);
        if (type != nullptr)
            why = Transcript(opened_->schema, opened_->unknown, opened_->work, out).run(*type, in);
        return why.empty() ? why : "protobuf: " + why;
    }

private:
    const Type& named(std::string_view name) const
    {
        const Type* const type = opened_->names.find(name);
        return type != nullptr ? *type : throw std::invalid_argument(opened_->names.why_not(name));
    }

    /// nullptr, and why, where nothing says what type it is.
    const Type* type_of(const Message& message, std::string& why) const
    {
        for (std::size_t i = 0; i < rules_.size(); ++i) {
            if (message.topic().starts_with(rules_[i].prefix))
                return types_[i] != nullptr ? types_[i] : type_in_frame(message, *rules_[i].frame, why);
        }
        why = "no message is given for the topic '" + log::excerpt(message.topic()) + '\'';
        return nullptr;
    }

    const Type* type_in_frame(const Message& message, std::size_t frame, std::string& why) const
    {
        if (frame >= message.frame_count()) {
            why = "there is no frame " + std::to_string(frame) + " with the name of the message";
            return nullptr;
        }
        const auto name = message.frame(frame);
        const Type* const type = opened_->names.find(name);
        if (type == nullptr)
            why = path_ + " has no message '" + log::excerpt(name) + '\'';
        return type;
    }

    std::string path_;
    std::vector<TypeRule> rules_;
    std::vector<const Type*> types_; ///< of the rules; nullptr: a frame has the name
    std::unique_ptr<Opened> opened_;
};

} // namespace

std::unique_ptr<Step> make_step(std::string_view argument)
{
    return std::make_unique<Protobuf>(argument);
}

} // namespace zws::codec::protobuf
