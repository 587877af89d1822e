// SPDX-License-Identifier: MIT
#include "libcommon/codec/sequence.hpp"

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/json/json_pointer.hpp"
#include "libcommon/json/json_text.hpp"
#include "libcommon/text/number.hpp"
#include "libcommon/zmq/position.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace zws {

namespace {

using Where = SequenceSpec::Where;

constexpr const char* sequence_forms =
    "not position, stamp, json:/POINTER, last:TYPE or FRAME:TYPE, as in json:/seq, last:u32le, 1:u64be";

SequenceSpec sequence_in_json(std::string_view pointer)
{
    SequenceSpec spec{Where::json, std::string(pointer)};
    try {
        static_cast<void>(nlohmann::json::json_pointer(spec.pointer));
    } catch (const nlohmann::json::exception&) {
        throw std::invalid_argument("'" + spec.pointer + "' is not a JSON pointer (/name or /name/0)");
    }
    return spec;
}

/// What a payload has at a JSON pointer; discarded where that is nothing.
nlohmann::json found_in_payload(std::string_view payload, const std::string& pointer)
{
    nlohmann::json value = nlohmann::json::parse(payload, nullptr, false);
    if (std::string buffer; value.is_discarded() && read_json(payload, buffer).empty())
        value = nlohmann::json::parse(payload, nullptr, false);
    const nlohmann::json* const found =
        value.is_discarded() ? nullptr : find(value, nlohmann::json::json_pointer(pointer));
    return found == nullptr ? nlohmann::json(nlohmann::json::value_t::discarded) : *found;
}

} // namespace

SequenceSpec parse_sequence_spec(std::string_view text)
{
    if (text == "stamp")
        return parse_sequence_spec("last:u64be");
    if (text == "position")
        return {Where::position};
    const auto colon = text.find(':');
    if (colon == std::string_view::npos)
        throw std::invalid_argument(sequence_forms);
    const auto where = text.substr(0, colon);
    const auto what = text.substr(colon + 1);
    if (where == "json")
        return sequence_in_json(what);
    const auto element = codec::parse_element(what);
    if (!element || element->kind == codec::Element::Kind::floating)
        throw std::invalid_argument("'" + std::string(what) + "' is not an integer type, such as u32le");
    if (where == "last")
        return {Where::last_frame, {}, 0, *element};
    try {
        return {Where::frame, {}, parse_number<std::size_t>(where, {0, 1000}), *element};
    } catch (const std::invalid_argument&) {
        throw std::invalid_argument(sequence_forms);
    }
}

std::optional<std::uint64_t> sequence_of(const Message& message, std::string_view payload,
                                         const SequenceSpec& spec)
{
    if (spec.where == Where::json)
        return sequence_in_payload(payload, spec);
    if (spec.where == Where::position) {
        const auto position = position_of(message);
        return position ? std::optional(position->sequence) : std::nullopt;
    }
    const std::size_t frame = spec.where == Where::frame ? spec.frame : frames_without_position(message) - 1;
    return frame < message.frame_count() ? sequence_in_frame(message.frame(frame), spec) : std::nullopt;
}

/// As an unsigned number of its size, so that a signed one wraps in the same way.
std::optional<std::uint64_t> sequence_in_frame(std::string_view frame, const SequenceSpec& spec)
{
    if (frame.size() != spec.element.size)
        return std::nullopt;
    return codec::unsigned_of(frame, spec.element.order);
}

std::optional<std::string> value_in_payload(std::string_view payload, const SequenceSpec& spec)
{
    const auto found = found_in_payload(payload, spec.pointer);
    if (found.is_discarded())
        return std::nullopt;
    return found.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<std::uint64_t> sequence_in_payload(std::string_view payload, const SequenceSpec& spec)
{
    const auto found = found_in_payload(payload, spec.pointer);
    if (!found.is_number_unsigned())
        return std::nullopt;
    return found.get<std::uint64_t>();
}

std::string_view numbered_run(const Message& message, const SequenceSpec& spec)
{
    if (spec.where != Where::position)
        return message.topic();
    return position_of(message) ? epoch_bytes(message.frame(message.frame_count() - 1)) : std::string_view();
}

} // namespace zws
