// SPDX-License-Identifier: MIT
#include "libcommon/text/number.hpp"

#include <array>
#include <cmath>

namespace zws {

std::string shown_number(double number)
{
    const double size = std::abs(number);
    const bool readable = size == 0 || (size >= 1e-6 && size < 1e15);
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number,
                                   readable ? std::chars_format::fixed : std::chars_format::general);
    return {text.data(), end.ptr};
}

} // namespace zws
