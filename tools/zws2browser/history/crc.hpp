// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace zws::browser::history {

/// CRC-32C (Castagnoli, RFC 3720 appendix B.4), for which processors have an instruction: a query checks each
/// part of a file that it is the first to read, and zlib's CRC-32 would cost more than to decode it.
std::uint32_t crc_of(std::string_view bytes);

} // namespace zws::browser::history
