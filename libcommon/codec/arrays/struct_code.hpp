// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/arrays/scalar.hpp"

#include <optional>

namespace zws::codec {

/// How a format of Python's module struct begins: whose sizes, whose order, and whether there are gaps.
struct StructMode {
    bool native = true; ///< with the sizes and the alignment of C on this machine
    std::endian order = std::endian::native;
};

/// The mode that one of "@=<>!" stands for; none if it stands for none.
std::optional<StructMode> struct_mode(char sign);

/// What a letter of a format stands for, but for x, s and p, whose count is a size; none if it stands for
/// nothing in this mode.
std::optional<Scalar> struct_scalar(char letter, const StructMode& mode);

} // namespace zws::codec
