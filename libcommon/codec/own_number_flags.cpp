// SPDX-License-Identifier: MIT
#include "libcommon/codec/own_number_flags.hpp"

#include "libcommon/os/error.hpp"

#include <stdexcept>

namespace zws {

namespace {

/// Positions that are there are passed on without it.
Value own_number(std::optional<SequenceSpec>& target)
{
    return {[&target](std::string_view text) {
                target = parse_sequence_spec(text);
                if (target->where == SequenceSpec::Where::position)
                    throw std::invalid_argument("positions are passed on as they are");
            },
            "SPEC",
            "",
            {}};
}

} // namespace

void add_own_number_flags(CommandLine& cli, OwnNumberSpec& spec)
{
    cli.add("seq", own_number(spec.number),
            "take positions from the numbers of messages, where publishers number those of each topic: "
            "json:/POINTER in the payload, last:TYPE or FRAME:TYPE in a frame (counted from 0), as in "
            "json:/seq, last:u32le, 1:u64be; or stamp: what zrelay --stamp appends")
        .add("epoch", own_number(spec.epoch),
             "with --seq: where, in the same forms, messages say which start of their publisher they are of; "
             "without it numbers must never go back");
    cli.check([&spec] {
        if (spec.epoch && !spec.number)
            throw UsageError("--epoch: only with --seq");
    });
}

} // namespace zws
