// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws::codec::protobuf {

/// What says which type the payload of a message has.
struct TypeRule {
    std::string prefix;               ///< of the topics that it is for
    std::string name;                 ///< of the type; empty: a frame has it
    std::optional<std::size_t> frame; ///< which one, counted from 0

    bool operator==(const TypeRule&) const = default;
};

/// The rules of "TYPE", "@N" (frame N has the name) or "PREFIX=TYPE:PREFIX=@N:...:TYPE", where the last one
/// is for all other topics: those with longer prefixes first. Throws std::invalid_argument with what is
/// wrong.
std::vector<TypeRule> parse_type_rules(std::string_view text);

} // namespace zws::codec::protobuf
