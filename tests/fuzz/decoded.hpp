// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/formats.hpp"
#include "libcommon/json/json_text.hpp"
#include "tests/fuzz/expect.hpp"

#include <string>

namespace zws::fuzz {

/// What holds of a decoder of one input: it makes JSON that is bounded, or says why not.
inline void check_decoded(const std::string& why, const std::string& json)
{
    expect(json.size() <= 2 * codec::most_output, "what is decoded is bounded");
    expect(!why.empty() || json_error(json).empty(), "what is decoded is JSON");
}

} // namespace zws::fuzz
