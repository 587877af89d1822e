// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws {

/// Knows JSON by its likeness to an earlier text: messages of a stream mostly differ in digits.
class JsonLikeness {
public:
    /// From here on, what is like `json` is known. Texts of less than 9 bytes or more than 1 KiB,
    /// and those with escapes, are not kept.
    void learn(std::string_view json);

    /// True if `text` is JSON for certain: it has the length of what was learnt, and other digits in some
    /// places, none of which can begin a number with a zero.
    bool knows(std::string_view text) const;

private:
    std::string json_; ///< valid; empty: nothing is known
};

} // namespace zws
