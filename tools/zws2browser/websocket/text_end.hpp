// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws::browser {

/// The end of a text that comes in parts: all of it is valid UTF-8, but its last character may be cut off.
/// Beast lets that pass (Boost 1.81) where the last frame of a message is empty.
class TextEnd {
public:
    /// The next bytes of the text.
    void add(std::string_view part);
    /// Whether a text that ends here ends with a whole character (RFC 6455 section 8.1).
    bool is_whole() const;

private:
    std::string last_; ///< bytes; as many as a character can lack one of
};

} // namespace zws::browser
