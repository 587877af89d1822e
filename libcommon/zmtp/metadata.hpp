// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace zws::zmtp {

/// Takes `size` bytes off the front of `in`; throws ProtocolError if there are fewer.
std::string_view take_front(std::string_view& in, std::uint64_t size);

/// Takes a number of `width` bytes, the highest first, off the front of `in`; throws as take_front() does.
std::uint64_t take_size(std::string_view& in, std::size_t width);

/// A property as the metadata of READY has it (RFC 23 of rfc.zeromq.org); its value is of 255 bytes at most.
std::string property(std::string_view name, std::string_view value);

/// The value of a property in metadata, whose name has no case; empty if it is not there. Throws
/// ProtocolError where the metadata is cut off, before the property or after it.
std::string_view value_of(std::string_view wanted, std::string_view metadata);

} // namespace zws::zmtp
