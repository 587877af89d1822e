// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/fields/fields.hpp"
#include "tools/zpeek/recognising/steps.hpp"

#include <optional>
#include <string>

namespace zws::peek {

/// The field that numbers messages.
struct SequenceField {
    std::string pointer;
    Steps steps;
};

/// The field whose numbers go on from message to message; one with a name of sequences first. `time` is the
/// pointer to the time, which is none. Nothing where there is none for sure.
std::optional<SequenceField> find_sequence(const Fields& fields, const std::string& time);

} // namespace zws::peek
