// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace zws::points {

/// What was last known of things, by their names: of 10,000 at most, after which it forgets all.
template <class T>
class Recent {
public:
    /// Remembers `value`, and returns the one before.
    std::optional<T> exchange(std::string_view name, T value)
    {
        const auto found = values_.find(name);
        const std::optional<T> before = found == values_.end() ? std::nullopt : std::optional(found->second);
        if (values_.size() >= most)
            values_.clear();
        if (const auto kept = values_.find(name); kept != values_.end())
            kept->second = value;
        else
            values_.emplace(name, value);
        return before;
    }

private:
    static constexpr std::size_t most = 10'000;

    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    std::unordered_map<std::string, T, Hash, std::equal_to<>> values_;
};

} // namespace zws::points
