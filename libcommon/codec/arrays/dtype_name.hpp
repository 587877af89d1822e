// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/arrays/array.hpp"

#include <bit>
#include <memory>
#include <string_view>

namespace zws::codec {

/// The type that NumPy and others call so: "float32", "<f4", "d", "complex64", "M8[ns]", "S5", "<U3", also
/// "numpy.float32", "torch.float32" and "Float32". Complex numbers are records of "real" and "imag", times
/// are in seconds. `order` is that of names which do not tell it. Throws std::invalid_argument with what is
/// not decoded.
std::shared_ptr<const ElementType> named_type(std::string_view given, std::endian order);

/// The unit of times that is called so ("ns"), or a multiple of it. Throws the same for months and years,
/// which have no length.
Scalar::Unit time_unit(std::string_view name, std::uint64_t multiple);

} // namespace zws::codec
