// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace zws::points {

/// The names of the series of one message: its topic, and the path of what is being looked at.
class SeriesName {
public:
    /// Of longer ones, in bytes, nothing is taken.
    static constexpr std::size_t longest = 1024;

    /// Begins a message, with an empty path.
    void begin(std::string_view topic);

    bool is_too_long() const { return text_.size() > longest; }
    /// How long the path is, for cut().
    std::size_t size() const { return text_.size(); }
    void add(std::string_view part) { text_ += part; }
    void add_index(std::size_t index);
    /// Makes the path as long as it was.
    void cut(std::size_t size) { text_.resize(size); }

    std::string_view topic() const { return std::string_view(text_).substr(0, topic_size_); }
    std::string_view path() const { return std::string_view(text_).substr(path_at_); }
    /// That of the series: where the path is of no interest that of the topic. Is good until the path
    /// changes.
    std::string_view shown(bool topic_alone) const;

private:
    std::string text_; ///< the topic, a blank where there is one, and the path
    std::size_t topic_size_ = 0;
    std::size_t path_at_ = 0;
};

} // namespace zws::points
