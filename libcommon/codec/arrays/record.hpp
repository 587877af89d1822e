// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/arrays/array.hpp"

#include <memory>
#include <vector>

namespace zws::codec {

/// A scalar with its name.
std::shared_ptr<const ElementType> make_scalar(const Scalar& scalar, std::string_view name);

/// A record of `size` bytes. Throws std::invalid_argument where a name is not UTF-8, or comes twice, or a
/// field is outside of the record, which has more than 2 GiB or 1000 fields.
std::shared_ptr<const ElementType> make_record(std::vector<ArrayField> fields, std::size_t size);

/// Elements that are arrays of `type`. Throws std::invalid_argument where one has more than 2 GiB, or too
/// many dimensions.
std::shared_ptr<const ElementType> make_array(const std::shared_ptr<const ElementType>& type, Shape shape);

} // namespace zws::codec
