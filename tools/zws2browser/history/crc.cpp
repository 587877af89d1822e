// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/crc.hpp"

#include <array>
#include <cstddef>
#include <cstring>

namespace zws::browser::history {

namespace {

constexpr std::array<std::uint32_t, 256> make_table()
{
    constexpr std::uint32_t polynomial = 0x82f63b78; // its lowest bit first
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        table[i] = i;
        for (int bit = 0; bit < 8; ++bit)
            table[i] = table[i] >> 1U ^ ((table[i] & 1U) != 0 ? polynomial : 0);
    }
    return table;
}

std::uint32_t by_table(std::uint32_t crc, std::string_view bytes)
{
    static constexpr auto table = make_table();
    for (const char c : bytes)
        crc = crc >> 8U ^ table[(crc ^ static_cast<unsigned char>(c)) & 0xffU];
    return crc;
}

#ifdef __x86_64__
__attribute__((target("sse4.2"))) std::uint32_t by_instruction(std::uint32_t crc, std::string_view bytes)
{
    std::uint64_t wide = crc;
    for (; bytes.size() >= sizeof wide; bytes.remove_prefix(sizeof wide)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), sizeof word);
        wide = __builtin_ia32_crc32di(wide, word);
    }
    return by_table(static_cast<std::uint32_t>(wide), bytes);
}
#endif

} // namespace

std::uint32_t crc_of(std::string_view bytes)
{
#ifdef __x86_64__
    static const bool has_instruction = __builtin_cpu_supports("sse4.2") != 0;
    if (has_instruction)
        return ~by_instruction(~std::uint32_t{0}, bytes);
#endif
    return ~by_table(~std::uint32_t{0}, bytes);
}

} // namespace zws::browser::history
