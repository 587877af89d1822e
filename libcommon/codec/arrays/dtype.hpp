// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/arrays/array.hpp"

#include <bit>
#include <memory>
#include <string_view>

namespace zws::codec {

struct Literal;

/// The type with the name that named_type() knows, or of fields as Python writes them: "[('a', '<f4'), ('b',
/// '<i2', (3,))]". `order` is that of names which do not tell it. Throws std::invalid_argument with what is
/// wrong.
std::shared_ptr<const ElementType> parse_dtype(std::string_view name,
                                               std::endian order = std::endian::native);

/// The same of what numpy.lib.format calls descr: a name, a list of fields, or a dict of "names", "formats",
/// "offsets" and "itemsize".
std::shared_ptr<const ElementType> dtype_of(const Literal& literal, std::endian order = std::endian::native);

/// A tuple or a list of lengths, or one length alone; throws the same.
Shape shape_of(const Literal& literal);

} // namespace zws::codec
