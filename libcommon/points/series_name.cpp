// SPDX-License-Identifier: MIT
#include "libcommon/points/series_name.hpp"

#include <array>
#include <charconv>

namespace zws::points {

void SeriesName::begin(std::string_view topic)
{
    text_ = topic;
    topic_size_ = topic.size();
    if (!topic.empty())
        text_ += ' ';
    path_at_ = text_.size();
}

void SeriesName::add_index(std::size_t index)
{
    std::array<char, 24> digits{};
    char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), index).ptr;
    text_.append(digits.data(), end);
}

std::string_view SeriesName::shown(bool topic_alone) const
{
    const bool no_path = text_.size() == path_at_;
    if (topic_size_ == 0)
        return no_path ? "value" : std::string_view(text_);
    return no_path || topic_alone ? topic() : std::string_view(text_);
}

} // namespace zws::points
