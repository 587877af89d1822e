// SPDX-License-Identifier: MIT
#include "libcommon/mcap/crc.hpp"

#include <array>
#include <cstddef>
#include <zlib.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace zws::mcap {

namespace {

/// `crc` of what comes before, continued.
std::uint32_t continued(std::uint32_t crc, const char* bytes, std::size_t size)
{
    return static_cast<std::uint32_t>(crc32_z(crc, reinterpret_cast<const Bytef*>(bytes), size));
}

#if defined(__x86_64__)

#define ZWS_CARRYLESS __attribute__((target("pclmul,sse2")))

/// 128 bits of a message, with their product by powers of x in place of them, modulo the polynomial, further
/// on: both halves of `by` are such a power, for the halves of `bits`.
ZWS_CARRYLESS __m128i moved_on(__m128i bits, __m128i by, __m128i onto)
{
    const __m128i low = _mm_clmulepi64_si128(bits, by, 0x00);
    const __m128i high = _mm_clmulepi64_si128(bits, by, 0x11);
    return _mm_xor_si128(_mm_xor_si128(low, high), onto);
}

ZWS_CARRYLESS __m128i bits_at(const char* at)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}

constexpr std::size_t lane = 16; // bytes
constexpr std::size_t stride = 4 * lane;

/// Folds whole strides into the last lanes of them, and these into one that has the same CRC. Gives what
/// comes after them.
ZWS_CARRYLESS std::uint32_t folded(std::string_view bytes)
{
    // x^(n+32) and x^(n-32) modulo the polynomial, with bits reflected; n is how far a lane moves on.
    const __m128i by_stride = _mm_set_epi64x(0x1c6e41596, 0x154442bd4);
    const __m128i by_lane = _mm_set_epi64x(0x0ccaa009e, 0x1751997d0);
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    const __m128i start = _mm_cvtsi32_si128(-1); // the bits before a message are ones
    __m128i one = _mm_xor_si128(bits_at(at), start);
    __m128i two = bits_at(at + lane);
    __m128i three = bits_at(at + 2 * lane);
    __m128i four = bits_at(at + 3 * lane);
    for (at += stride; end - at >= static_cast<std::ptrdiff_t>(stride); at += stride) {
        one = moved_on(one, by_stride, bits_at(at));
        two = moved_on(two, by_stride, bits_at(at + lane));
        three = moved_on(three, by_stride, bits_at(at + 2 * lane));
        four = moved_on(four, by_stride, bits_at(at + 3 * lane));
    }
    const __m128i all = moved_on(moved_on(moved_on(one, by_lane, two), by_lane, three), by_lane, four);
    alignas(lane) std::array<char, lane> rest{};
    _mm_store_si128(reinterpret_cast<__m128i*>(rest.data()), all);
    // For zlib, a CRC of all ones is one of nothing that began with zeros.
    const std::uint32_t crc = continued(0xffffffff, rest.data(), rest.size());
    return continued(crc, at, static_cast<std::size_t>(end - at));
}

bool can_fold()
{
    static const bool can = __builtin_cpu_supports("pclmul") != 0;
    return can;
}

#endif

} // namespace

std::uint32_t crc_of(std::string_view bytes)
{
#if defined(__x86_64__)
    if (bytes.size() >= stride && can_fold())
        return folded(bytes);
#endif
    return continued(0, bytes.data(), bytes.size());
}

} // namespace zws::mcap
