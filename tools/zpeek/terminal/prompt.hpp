// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/terminal/key.hpp"

#include <cstddef>
#include <string>

namespace zws::peek {

/// A line of text that a person types.
class Prompt {
public:
    bool is_open() const { return is_open_; }
    const std::string& text() const { return text_; }

    /// Begins with the text that is there.
    void open() { is_open_ = true; }
    void clear() { text_.clear(); }
    /// Takes in a key while it is open: Enter ends it, Escape clears it too.
    void press(const Key& key);

    static constexpr std::size_t longest = 256; ///< bytes

private:
    bool is_open_ = false;
    std::string text_;
};

} // namespace zws::peek
