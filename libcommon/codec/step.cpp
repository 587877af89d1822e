// SPDX-License-Identifier: MIT
#include "libcommon/codec/step.hpp"

#include "libcommon/codec/arrays/struct_format.hpp"
#include "libcommon/codec/formats.hpp"
#include "libcommon/codec/inflate.hpp"
#include "libcommon/codec/profile.hpp"
#include "libcommon/codec/protobuf/step.hpp"
#include "libcommon/codec/vector.hpp"
#include "libcommon/codec/zstd.hpp"
#include "libcommon/json/json_string.hpp"
#include "libcommon/json/json_text.hpp"
#include "libcommon/text/character.hpp"
#include "libcommon/text/number.hpp"
#include "libcommon/text/suggestion.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace zws::codec {

namespace {

using Function = std::string (*)(std::string_view in, std::string& out);

std::string take_deflate(std::string_view in, std::string& out)
{
    return inflate(in, Wrapping::none, out);
}

std::string take_zlib(std::string_view in, std::string& out)
{
    return inflate(in, Wrapping::zlib, out);
}

std::string take_gzip(std::string_view in, std::string& out)
{
    return inflate(in, Wrapping::gzip, out);
}

std::string take_zstd(std::string_view in, std::string& out)
{
    return unzstd(in, out);
}

std::string take_json(std::string_view in, std::string& out)
{
    std::string_view topic;
    return append_json_payload(out, in, false, topic);
}

std::string take_stream_tags(std::string_view in, std::string& out)
{
    out += without_stream_tags(in);
    return {};
}

std::string take_text(std::string_view in, std::string& out)
{
    if (!is_utf8(in))
        return "no UTF-8";
    append_json_string(out, in);
    return {};
}

struct StepRow {
    std::string_view name;
    Function apply;
    bool makes_json;
};

constexpr std::array<StepRow, 12> transforms{{{"zlib", take_zlib, false},
                                              {"gzip", take_gzip, false},
                                              {"deflate", take_deflate, false},
                                              {"zstd", take_zstd, false},
                                              {"gnuradio", take_stream_tags, false},
                                              {"msgpack", msgpack_to_json, true},
                                              {"cbor", cbor_to_json, true},
                                              {"bson", bson_to_json, true},
                                              {"npy", npy_to_json, true},
                                              {"pickle", pickle_to_json, true},
                                              {"text", take_text, true},
                                              {"json", take_json, true}}};

/// A step that is a function; its name stands in front of the reasons.
class Plain final : public Step {
public:
    explicit Plain(const StepRow& row) : row_(row) {}

    std::string apply(const Message&, std::string_view in, std::string& out) override
    {
        const std::string why = row_.apply(in, out);
        return why.empty() ? why : std::string(row_.name) + ": " + why;
    }

private:
    const StepRow& row_;
};

class Vectors final : public Step {
public:
    Vectors(std::string_view name, const Element& element, std::optional<double> sample_rate)
        : name_(name), decoder_(element, sample_rate)
    {
    }

    std::string apply(const Message&, std::string_view in, std::string& out) override
    {
        const std::string why = decoder_.decode(in, out, std::chrono::system_clock::now());
        return why.empty() ? why : name_ + ": " + why;
    }

private:
    std::string name_;
    VectorDecoder decoder_;
};

/// Another frame than the payload.
class StepFrame final : public Step {
public:
    explicit StepFrame(std::size_t index) : index_(index) {}

    std::string apply(const Message& message, std::string_view, std::string& out) override
    {
        const auto count = message.frame_count();
        if (index_ >= count)
            return "frame:" + std::to_string(index_) + ": the message has " + std::to_string(count) +
                   (count == 1 ? " frame" : " frames");
        out += message.frame(index_);
        return {};
    }

private:
    std::size_t index_;
};

std::unique_ptr<Step> make_frame(std::string_view index)
{
    constexpr std::size_t most = 999;
    return std::make_unique<StepFrame>(parse_number<std::size_t>(index, {0, most}));
}

/// A step with a format after its name: "struct:<IQ".
class Struct final : public Step {
public:
    /// Throws std::invalid_argument with what is wrong.
    explicit Struct(std::string_view format) : format_(parse_struct_format(format)) {}

    std::string apply(const Message&, std::string_view in, std::string& out) override
    {
        const std::string why = struct_to_json(format_, in, out);
        return why.empty() ? why : "struct: " + why;
    }

private:
    StructFormat format_;
};

std::unique_ptr<Step> make_struct(std::string_view format)
{
    return std::make_unique<Struct>(format);
}

/// A step that has something after its name, with a colon between them.
struct Maker {
    std::string_view name;
    std::string_view form; ///< what it looks like
    std::unique_ptr<Step> (*make)(std::string_view argument);
    bool makes_json;
};

constexpr std::array<Maker, 3> makers{{{"frame", "frame:N", make_frame, false},
                                       {"protobuf", "protobuf:FILE", protobuf::make_step, true},
                                       {"struct", "struct:FORMAT", make_struct, true}}};

template <class Rows>
auto* find(const Rows& rows, std::string_view name)
{
    const auto* const found =
        std::find_if(rows.begin(), rows.end(), [name](const auto& row) { return row.name == name; });
    return found == rows.end() ? nullptr : found;
}

/// Throws std::invalid_argument with the text of the step before what is wrong with it.
std::unique_ptr<Step> made(const Maker& maker, std::string_view text)
{
    if (text == maker.name)
        throw std::invalid_argument('\'' + std::string(text) + "' needs more: " + std::string(maker.form));
    try {
        return maker.make(text.substr(maker.name.size() + 1));
    } catch (const std::invalid_argument& e) {
        throw std::invalid_argument('\'' + std::string(text) + "': " + e.what());
    }
}

std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// A profile stands alone: after other steps none can have been meant.
[[noreturn]] void unknown(std::string_view name, bool alone)
{
    if (const auto why = why_no_profile(name); !why.empty())
        throw std::invalid_argument(why);
    auto names = step_names();
    std::string known = joined(names);
    if (alone) {
        const auto others = profile_names();
        known += "; nor a profile: " + joined(others);
        names.insert(names.end(), others.begin(), others.end());
    }
    const std::string reason =
        find_profile(name) != nullptr ? "' is a profile, which stands alone" : "' is not one of " + known;
    throw std::invalid_argument('\'' + std::string(name) + reason + did_you_mean(name, names));
}

} // namespace

std::vector<std::unique_ptr<Step>> make_steps(std::string_view chain, std::optional<double> sample_rate)
{
    std::vector<std::unique_ptr<Step>> steps;
    const bool alone = chain.find(',') == std::string_view::npos;
    std::string_view maker; // of JSON, that came before
    for (bool more = true; more;) {
        const auto comma = chain.find(',');
        const auto name = chain.substr(0, comma);
        more = comma != std::string_view::npos;
        chain.remove_prefix(more ? comma + 1 : chain.size());
        if (!maker.empty() && name != "json")
            throw std::invalid_argument("'" + std::string(maker) +
                                        "' makes JSON, after which nothing can be decoded");
        const auto head = name.substr(0, name.find(':'));
        if (!steps.empty() && head == "frame")
            throw std::invalid_argument('\'' + std::string(name) + "' is the first step, or none");
        if (const StepRow* const row = find(transforms, name)) {
            steps.push_back(std::make_unique<Plain>(*row));
            maker = row->makes_json ? name : maker;
        } else if (const Maker* const with = find(makers, head)) {
            steps.push_back(made(*with, name));
            maker = with->makes_json ? head : maker;
        } else if (const auto element = parse_element(name)) {
            steps.push_back(std::make_unique<Vectors>(name, *element, sample_rate));
            maker = name;
        } else {
            unknown(name, alone);
        }
    }
    return steps;
}

std::vector<std::string> step_names()
{
    static const std::vector<std::string> vectors{"i8",    "u8",    "i16le", "i16be", "u16le", "u16be",
                                                  "i32le", "i32be", "u32le", "u32be", "i64le", "i64be",
                                                  "u64le", "u64be", "f32le", "f32be", "f64le", "f64be"};
    std::vector<std::string> all;
    all.reserve(transforms.size() + makers.size() + vectors.size());
    for (const StepRow& row : transforms)
        all.emplace_back(row.name);
    for (const Maker& maker : makers)
        all.emplace_back(maker.name);
    all.insert(all.end(), vectors.begin(), vectors.end());
    return all;
}

} // namespace zws::codec
