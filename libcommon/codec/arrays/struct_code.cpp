// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/struct_code.hpp"

#include <algorithm>
#include <array>
#include <sys/types.h>

namespace zws::codec {

namespace {

struct Code {
    char letter;
    Scalar::Kind kind;
    std::size_t native;
    std::size_t standard; ///< 0: it is native alone
};

constexpr auto signed_code = Scalar::Kind::signed_integer;
constexpr auto unsigned_code = Scalar::Kind::unsigned_integer;
constexpr auto float_code = Scalar::Kind::floating;

constexpr std::array<Code, 18> codes{{{'c', Scalar::Kind::bytes, 1, 1},
                                      {'b', signed_code, 1, 1},
                                      {'B', unsigned_code, 1, 1},
                                      {'?', Scalar::Kind::boolean, 1, 1},
                                      {'h', signed_code, sizeof(short), 2},
                                      {'H', unsigned_code, sizeof(unsigned short), 2},
                                      {'i', signed_code, sizeof(int), 4},
                                      {'I', unsigned_code, sizeof(unsigned), 4},
                                      {'l', signed_code, sizeof(long), 4},
                                      {'L', unsigned_code, sizeof(unsigned long), 4},
                                      {'q', signed_code, sizeof(long long), 8},
                                      {'Q', unsigned_code, sizeof(unsigned long long), 8},
                                      {'n', signed_code, sizeof(ssize_t), 0},
                                      {'N', unsigned_code, sizeof(std::size_t), 0},
                                      {'P', unsigned_code, sizeof(void*), 0},
                                      {'e', float_code, 2, 2},
                                      {'f', float_code, sizeof(float), 4},
                                      {'d', float_code, sizeof(double), 8}}};

} // namespace

std::optional<StructMode> struct_mode(char sign)
{
    switch (sign) {
    case '@':
        return StructMode{};
    case '=':
        return StructMode{false, std::endian::native};
    case '<':
        return StructMode{false, std::endian::little};
    case '>':
    case '!':
        return StructMode{false, std::endian::big};
    default:
        return std::nullopt;
    }
}

std::optional<Scalar> struct_scalar(char letter, const StructMode& mode)
{
    const auto* const code = std::find_if(codes.begin(), codes.end(),
                                          [letter](const Code& known) { return known.letter == letter; });
    const std::size_t size = code == codes.end() ? 0 : mode.native ? code->native : code->standard;
    return size > 0 ? std::optional(Scalar{code->kind, size, mode.order}) : std::nullopt;
}

} // namespace zws::codec
