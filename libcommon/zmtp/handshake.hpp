// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace zws::zmtp {

/// What a peer of ZMTP 2.0 or later sends first (RFC 15, 23 and 37 of rfc.zeromq.org, section "Greeting").
constexpr std::string_view signature{"\xFF\0\0\0\0\0\0\0\x01\x7F", 10};
constexpr std::size_t major_at = signature.size(); ///< bytes before the major version
constexpr std::size_t greeting_size = 64;          ///< bytes, of version 3.0 and later
constexpr char our_major = 3;
constexpr char our_minor = 1;
constexpr char old_major = 1; ///< what ZMTP 2.0 says

/// What follows the major version: minor version, mechanism, as-server, filler.
std::string rest_of_greeting(std::string_view mechanism);

/// The security mechanism in what follows the major version, which is whole.
std::string_view mechanism_in(std::string_view rest_of_greeting);

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
