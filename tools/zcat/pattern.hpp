// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <regex.h>
#include <string_view>

namespace zws::cat {

/// An extended regular expression of POSIX (regex(7)), without back-references. The time to search grows with
/// the size of what is searched, whatever that is.
class Pattern {
public:
    /// Throws std::invalid_argument with what is wrong with it.
    explicit Pattern(std::string_view text);

    /// Whether it matches somewhere in the first `searched` bytes, of any kind.
    bool matches(std::string_view bytes) const;

    static constexpr std::size_t searched = std::size_t{1} << 20U;

private:
    std::shared_ptr<regex_t> regex_;
};

} // namespace zws::cat
