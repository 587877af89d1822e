// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace zws {

/// FNV-1a of `bytes` and their end, after a `hash` of what came before them: of "ab" and then "c" it is not
/// that of "a" and then "bc". Strangers can make others with the same one.
constexpr std::uint64_t hash_after(std::string_view bytes, std::uint64_t hash = 0xcbf29ce484222325)
{
    constexpr std::uint64_t prime = 0x100000001b3;
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * prime;
    return (hash ^ 0x100U) * prime;
}

} // namespace zws
