// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws {

/// A JSON pointer (RFC 6901): "/a/0" names the first element of the member "a".
class Pointer {
public:
    /// Throws std::invalid_argument with what is wrong; the empty text names the whole value.
    explicit Pointer(std::string_view text);

    const std::string& text() const { return text_; }
    /// The names on the way to the value.
    const std::vector<std::string>& path() const { return path_; }

    /// The value in a JSON text without white space, as it stands there; none where it is not there. Of
    /// members with the same name the last one counts.
    std::optional<std::string_view> find(std::string_view json) const;

private:
    std::string text_;
    std::vector<std::string> path_;
};

/// What a JSON string, in its quotes, stands for; JSON of another kind as it is.
std::string string_of(std::string_view json);

} // namespace zws
