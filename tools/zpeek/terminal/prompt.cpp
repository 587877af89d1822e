// SPDX-License-Identifier: MIT
#include "tools/zpeek/terminal/prompt.hpp"

namespace zws::peek {

namespace {

void remove_last_character(std::string& text)
{
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xc0U) == 0x80)
        text.pop_back();
    if (!text.empty())
        text.pop_back();
}

} // namespace

void Prompt::press(const Key& key)
{
    switch (key.kind) {
    case Key::Kind::text:
        if (text_.size() + key.text.size() <= longest)
            text_ += key.text;
        return;
    case Key::Kind::backspace:
        return remove_last_character(text_);
    case Key::Kind::clear:
        return text_.clear();
    case Key::Kind::escape:
        text_.clear();
        is_open_ = false;
        return;
    case Key::Kind::enter:
        is_open_ = false;
        return;
    default:
        return;
    }
}

} // namespace zws::peek
