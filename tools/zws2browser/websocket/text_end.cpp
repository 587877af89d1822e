// SPDX-License-Identifier: MIT
#include "tools/zws2browser/websocket/text_end.hpp"

#include "libcommon/text/character.hpp"

#include <algorithm>

namespace zws::browser {

namespace {

constexpr std::size_t most_of_a_cut_character = 3;

bool continues(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

} // namespace

void TextEnd::add(std::string_view part)
{
    last_ += part.substr(part.size() - std::min(part.size(), most_of_a_cut_character));
    last_.erase(0, last_.size() - std::min(last_.size(), most_of_a_cut_character));
}

bool TextEnd::is_whole() const
{
    return is_utf8({std::find_if_not(last_.begin(), last_.end(), continues), last_.end()});
}

} // namespace zws::browser
