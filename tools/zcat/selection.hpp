// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace zws::cat {

/// Which messages are looked at, and which of them are printed.
class Selection {
public:
    /// Messages whose first frame starts with a prefix in `excluded` are not looked at. Of the others, one in
    /// `every` is printed.
    Selection(std::vector<std::string> excluded, std::uint64_t every);

    bool excludes(std::string_view first_frame) const;

    /// Counts a message of this topic. True for the first one, and for each that is `every` after one for
    /// which it was true.
    bool takes(std::string_view topic) { return every_ == 1 || due(topic); }

    static constexpr std::size_t most_topics = 100'000; ///< messages of further topics are counted together,
    static constexpr std::size_t longest_topic = 1024;  ///< as are those of longer ones, in bytes

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    bool due(std::string_view topic);

    std::vector<std::string> excluded_;
    std::uint64_t every_;
    std::unordered_map<std::string, std::uint64_t, Hash, std::equal_to<>> seen_; ///< messages of each topic
    std::uint64_t others_ = 0;                                                   ///< of further topics
};

} // namespace zws::cat
