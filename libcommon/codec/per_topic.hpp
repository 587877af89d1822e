// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace zws {

/// What is remembered of each topic, in so much memory: when it is full, all is forgotten.
template <class T>
class PerTopic {
public:
    /// That of a topic; null where it is new.
    T* find(std::string_view topic)
    {
        const auto found = entries_.find(topic);
        return found == entries_.end() ? nullptr : &found->second;
    }

    /// Whether a new topic has room.
    bool has_room_for(std::string_view topic) const
    {
        return entries_.empty() || memory_ + cost(topic) <= most_memory;
    }

    /// Adds a new one, for which there is room.
    void add(std::string_view topic, T value)
    {
        memory_ += cost(topic);
        entries_.emplace(topic, std::move(value));
    }

    void clear()
    {
        entries_.clear();
        memory_ = 0;
    }

    std::size_t count() const { return entries_.size(); }

    /// Bytes: a topic counts as 100 more than it is long.
    static constexpr std::size_t most_memory = std::size_t{16} << 20U;

private:
    static std::size_t cost(std::string_view topic)
    {
        constexpr std::size_t own_memory = 100; // besides its bytes
        return topic.size() + own_memory;
    }

    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    std::unordered_map<std::string, T, Hash, std::equal_to<>> entries_;
    std::size_t memory_ = 0;
};

} // namespace zws
