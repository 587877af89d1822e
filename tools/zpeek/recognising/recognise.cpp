// SPDX-License-Identifier: MIT
#include "tools/zpeek/recognising/recognise.hpp"

#include "libcommon/codec/formats.hpp"
#include "tools/zpeek/recognising/binary_forms.hpp"
#include "tools/zpeek/recognising/compressed.hpp"
#include "tools/zpeek/recognising/csv_lines.hpp"
#include "tools/zpeek/recognising/protobuf.hpp"
#include "tools/zpeek/recognising/raw_floats.hpp"
#include "tools/zpeek/recognising/text_forms.hpp"

#include <algorithm>
#include <map>

namespace zws::peek {

namespace {

constexpr int deepest = 2; // compressed twice

Encoding form_of(std::string_view frame)
{
    if (frame.empty())
        return {"empty", "it has no bytes", Surety::certain};
    if (auto text = text_form(frame))
        return *text;
    if (auto binary = binary_form(frame))
        return *binary;
    return {};
}

/// The form of most frames.
struct Tally {
    Encoding form;
    std::size_t count = 0;
    std::size_t kinds = 0;
};

Tally tally(const Column& frames)
{
    std::map<std::string, Tally> forms;
    for (const auto frame : frames) {
        auto form = form_of(frame);
        auto& entry = forms[form.name];
        ++entry.count;
        if (entry.count == 1 || form.surety > entry.form.surety)
            entry.form = std::move(form);
    }
    const auto most = std::max_element(forms.begin(), forms.end(), [](const auto& a, const auto& b) {
        return a.second.count < b.second.count;
    });
    most->second.kinds = forms.size();
    return most->second;
}

std::string of_all(std::size_t some, std::size_t all)
{
    return std::to_string(some) + " of " + std::to_string(all);
}

Encoding with_step(const std::string& step, Encoding inside)
{
    const bool known = inside.known();
    const auto tail = [&step](const std::string& name) { return step + (name.empty() ? "" : "," + name); };
    if (!known)
        return {step, step + " says so in its first bytes; what is inside is not known", Surety::certain,
                step};
    inside.decode = inside.name == "json" || inside.name == "text" ? tail(inside.name)
                    : inside.decode.empty()                        ? ""
                                                                   : tail(inside.decode);
    inside.name = tail(inside.name);
    inside.told_by = "it was compressed by " + step + "; inside, " + inside.told_by;
    return inside;
}

Encoding recognise(const Column& frames, int depth);

/// Whether they are compressed, and what is inside.
Encoding as_compressed(const Column& frames, int depth)
{
    const auto unpacked = depth < deepest ? unpack(frames) : std::nullopt;
    if (!unpacked)
        return {};
    const Column inside(unpacked->frames.begin(), unpacked->frames.end());
    return with_step(unpacked->step, inside.empty() ? Encoding() : recognise(inside, depth + 1));
}

/// Raw deflate is believed only for what is inside.
Encoding as_deflated(const Column& frames, int depth)
{
    const auto unpacked = depth < deepest ? unpack_deflate(frames) : std::nullopt;
    if (!unpacked || unpacked->frames.empty())
        return {};
    const auto inside = recognise(Column(unpacked->frames.begin(), unpacked->frames.end()), depth + 1);
    const bool is = inside.surety == Surety::certain && inside.name != "empty" && inside.name != "text";
    return is ? with_step(unpacked->step, inside) : Encoding();
}

/// Floats with stream tags of GNU Radio in front.
std::optional<Encoding> as_tagged_floats(const Column& frames)
{
    Column items;
    std::transform(frames.begin(), frames.end(), std::back_inserter(items), codec::without_stream_tags);
    const bool tagged = !std::equal(frames.begin(), frames.end(), items.begin(),
                                    [](auto a, auto b) { return a.size() == b.size(); });
    auto found = tagged ? as_floats(items) : std::nullopt;
    if (found) {
        found->name = found->decode = "gnuradio," + found->name;
        found->told_by = "stream tags of GNU Radio, and then floats";
    }
    return found;
}

/// What only all of them together tell.
Encoding by_all(const Column& frames, int depth)
{
    if (auto floats = as_tagged_floats(frames))
        return *floats;
    if (auto floats = as_floats(frames))
        return *floats;
    if (auto deflated = as_deflated(frames, depth); deflated.known())
        return deflated;
    if (auto protobuf = as_protobuf(frames))
        return *protobuf;
    return {"", "its bytes are of no form that is known here", Surety::none};
}

Encoding recognise(const Column& frames, int depth)
{
    if (frames.empty())
        return {"", "there is no message to look at", Surety::none};
    if (auto compressed = as_compressed(frames, depth); compressed.known())
        return compressed;
    auto most = tally(frames);
    if (10 * most.count < 9 * frames.size())
        return {"",
                "the messages are of " + std::to_string(most.kinds) +
                    " kinds: " + of_all(most.count, frames.size()) + " are " +
                    (most.form.name.empty() ? "not known" : most.form.name),
                Surety::none};
    if (most.form.name.empty())
        return most.form.told_by.empty() ? by_all(frames, depth) : most.form;
    if (most.form.name == "text") {
        if (auto lines = as_csv(frames))
            return *lines;
    }
    if (!most.form.known() && frames.size() > 2)
        most.form.surety = Surety::likely; // by chance one fits, but not many
    if (most.count < frames.size())
        most.form.told_by += " (" + of_all(most.count, frames.size()) + ")";
    return most.form;
}

} // namespace

Encoding recognise(const Column& frames)
{
    return recognise(frames, 0);
}

} // namespace zws::peek
