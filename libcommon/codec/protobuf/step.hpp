// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/step.hpp"

#include <memory>
#include <string_view>

namespace zws::codec::protobuf {

/// The step "protobuf:" with this after it: "FILE" or "FILE:RULES" (parse_type_rules()). Messages become JSON
/// as ProtoJSON has it, but for what zcat(1) says. Throws std::invalid_argument with what is wrong.
std::unique_ptr<Step> make_step(std::string_view argument);

} // namespace zws::codec::protobuf
