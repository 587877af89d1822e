// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/protobuf/schema.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace zws::codec::protobuf {

/// Finds types of messages by what people and publishers call them: by the full name, or by its end ("Pose",
/// "msgs.Pose") where only one type has that, whatever the case and without underscores ("joint_states" is
/// JointStates). What stands before the last slash is not a part of it, as in the addresses of Any.
class TypeNames {
public:
    explicit TypeNames(const Schema& schema);

    /// nullptr: there is none, or there are several.
    const Type* find(std::string_view name) const;

    /// Why find() does not find it, with the names of what is meant.
    std::string why_not(std::string_view name) const;

    /// The one type of the files' own. Throws std::invalid_argument with the names of all where there are
    /// several.
    const Type& only() const;

private:
    std::vector<const Type*> called(std::string_view name) const;
    std::vector<std::string> all() const;

    const Schema& schema_;
    std::multimap<std::string, const Type*, std::less<>> short_; ///< by the last part of the name, folded
};

} // namespace zws::codec::protobuf
