// SPDX-License-Identifier: MIT
#include "libcommon/codec/own_numbers.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/text/hash.hpp"

#include <utility>

namespace zws {

namespace {

using Where = SequenceSpec::Where;

bool is_in(std::size_t index, const SequenceSpec& spec)
{
    return spec.where == Where::last_frame || (spec.where == Where::frame && spec.frame == index);
}

} // namespace

OwnNumbers::OwnNumbers(OwnNumberSpec spec) : number_(std::move(*spec.number)), epoch_(std::move(spec.epoch))
{
}

std::optional<Position> OwnNumbers::position_of(const Message& message)
{
    if (auto given = zws::position_of(message))
        return given;
    for (std::size_t i = 0; i < message.frame_count(); ++i)
        see(i, message.frame(i));
    return position(message.topic());
}

void OwnNumbers::see(std::size_t index, std::string_view frame)
{
    if (index == 0) {
        number_frame_.reset();
        epoch_frame_.reset();
        payload_.clear();
    }
    const bool reads_payload = number_.where == Where::json || (epoch_ && epoch_->where == Where::json);
    if (reads_payload && index < 2) // of one frame alone it is the first
        payload_ = frame;
    if (is_in(index, number_))
        number_frame_ = sequence_in_frame(frame, number_);
    if (epoch_ && is_in(index, *epoch_))
        epoch_frame_ = sequence_in_frame(frame, *epoch_);
}

std::optional<std::uint64_t> OwnNumbers::number() const
{
    return number_.where == Where::json ? sequence_in_payload(payload_, number_) : number_frame_;
}

std::optional<std::uint64_t> OwnNumbers::epoch(std::string_view topic) const
{
    const auto hash = hash_after(topic);
    if (!epoch_)
        return hash;
    const bool in_payload = epoch_->where == Where::json;
    const auto value = in_payload     ? value_in_payload(payload_, *epoch_)
                       : epoch_frame_ ? std::optional(std::to_string(*epoch_frame_))
                                      : std::nullopt;
    return value ? std::optional(hash_after(*value, hash)) : std::nullopt;
}

std::optional<Position> OwnNumbers::position(std::string_view topic)
{
    const auto sequence = number();
    const auto of = sequence ? epoch(topic) : std::nullopt;
    if (!of)
        return std::nullopt;
    const Position position{*of, *sequence};
    Run& run = run_of(topic, position);
    if (position.sequence < run.last && !run.goes_back)
        leave(run, topic, position.sequence);
    run.last = position.sequence;
    return run.goes_back ? std::nullopt : std::optional(position);
}

void OwnNumbers::leave(Run& run, std::string_view topic, std::uint64_t number)
{
    run.goes_back = true;
    warning_.tell("--seq: the numbers of topic '", log::excerpt(topic), "' go back: ", number, " after ",
                  run.last, "; its messages are numbered here from now on", epoch_ ? "" : " (see --epoch)");
}

OwnNumbers::Run& OwnNumbers::run_of(std::string_view topic, const Position& position)
{
    if (Run* const known = runs_.find(topic)) {
        if (known->epoch != position.epoch)
            *known = {position.epoch, position.sequence};
        return *known;
    }
    if (!runs_.has_room_for(topic))
        runs_.clear();
    runs_.add(topic, {position.epoch, position.sequence});
    return *runs_.find(topic);
}

std::optional<OwnNumbers> own_numbers(const OwnNumberSpec& spec)
{
    return spec.number ? std::make_optional<OwnNumbers>(spec) : std::nullopt;
}

} // namespace zws
