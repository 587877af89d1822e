// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/unknown_fields.hpp"

#include "libcommon/cli/log.hpp"

#include <algorithm>

namespace zws::codec::protobuf {

void UnknownFields::add(const Type& type, std::uint32_t number)
{
    ++count_;
    const std::pair<const Type*, std::uint32_t> field(&type, number);
    if (told_.size() == most_told || std::find(told_.begin(), told_.end(), field) != told_.end())
        return;
    told_.push_back(field);
    log::warning("protobuf: field ", number, " of ", type.name, " is left out: ", source_,
                 " does not have it",
                 told_.size() == most_told ? " (others are only counted from here on)" : "");
}

UnknownFields::~UnknownFields()
{
    if (count_ > told_.size())
        log::warning("protobuf: ", count_, " fields were left out in all, which ", source_, " does not have");
}

} // namespace zws::codec::protobuf
