// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <iostream>

namespace zws::fuzz {

/// Ends the process where `fact`, which always has to hold, does not.
inline void expect(bool fact, const char* what)
{
    if (fact)
        return;
    std::cerr << "does not hold: " << what << '\n';
    std::abort();
}

} // namespace zws::fuzz
