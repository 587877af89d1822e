// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/recognising/encoding.hpp"

namespace zws::peek {

/// How the bytes of the frames at one place are to be read. Where most are of one kind and a few are not, it
/// is that kind; where they are of several, it is not known. Costs time in proportion to the frames.
Encoding recognise(const Column& frames);

} // namespace zws::peek
