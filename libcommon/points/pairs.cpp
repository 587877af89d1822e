// SPDX-License-Identifier: MIT
#include "libcommon/points/pairs.hpp"

#include "libcommon/points/number.hpp"
#include "libcommon/points/quantity.hpp"
#include "libcommon/points/white_space.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <optional>

namespace zws::points {

namespace {

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_in_key(char c)
{
    return is_letter(c) || is_digit(c) || std::string_view("./[]-").find(c) != std::string_view::npos;
}

/// The length of white space, a comma or a semicolon at `at`; 0 for all else.
std::size_t separator_length(std::string_view text, std::size_t at)
{
    return at < text.size() && (text[at] == ',' || text[at] == ';') ? 1 : space_length(text, at);
}

/// The length of what `text` begins with before a separator or one of `ends`.
std::size_t word_length(std::string_view text, std::string_view ends)
{
    std::size_t at = 0;
    while (at < text.size() && ends.find(text[at]) == std::string_view::npos &&
           separator_length(text, at) == 0)
        ++at;
    return at;
}

/// Takes a line apart, pair after pair, into a tree.
class Pairs {
public:
    Pairs(std::string_view line, JsonTree& tree) : left_(line), tree_(tree) {}

    /// False where there is something else.
    bool read_all();
    bool has_number() const { return has_number_; }
    bool is_strict() const { return is_strict_; }

private:
    void skip_blanks();
    void skip_separators();
    bool read_pair();
    bool read_key();
    void add(std::string_view text, bool quoted);
    std::optional<Measured> take_quantity(std::string_view text);
    void add_number(double number, std::string_view written = {});

    std::string_view left_;
    JsonTree& tree_;
    std::string_view key_;
    bool has_number_ = false;
    bool is_strict_ = true;
};

bool Pairs::read_all()
{
    for (skip_separators(); !left_.empty(); skip_separators()) {
        if (!read_pair())
            return false;
    }
    return true;
}

void Pairs::skip_blanks()
{
    for (auto length = separator_length(left_, 0); length > 0; length = separator_length(left_, 0))
        left_.remove_prefix(length);
}

/// Among them may be a bar that a blank follows.
void Pairs::skip_separators()
{
    skip_blanks();
    if (!left_.starts_with('|') || space_length(left_, 1) == 0)
        return;
    left_.remove_prefix(1);
    skip_blanks();
}

bool Pairs::read_pair()
{
    if (!read_key())
        return false;
    const auto quoted = quoted_length(left_);
    const auto length = quoted > 0 ? quoted : word_length(left_, "\"");
    if (length == 0)
        return false;
    const auto text = left_.substr(0, length);
    left_.remove_prefix(length);
    add(text, quoted > 0);
    return true;
}

/// A name, and = or : with a blank before it and white space after it at most.
bool Pairs::read_key()
{
    const auto* const end = std::find_if_not(left_.begin(), left_.end(), is_in_key);
    key_ = left_.substr(0, static_cast<std::size_t>(end - left_.begin()));
    if (key_.empty() || !is_letter(key_[0]))
        return false;
    auto at = key_.size();
    at += space_length(left_, at);
    if (at >= left_.size() || (left_[at] != '=' && left_[at] != ':'))
        return false;
    is_strict_ = is_strict_ && left_[at] == '=';
    ++at;
    for (auto length = space_length(left_, at); length > 0; length = space_length(left_, at))
        at += length;
    left_.remove_prefix(at);
    return true;
}

void Pairs::add(std::string_view text, bool quoted)
{
    if (const auto quantity = quoted ? std::nullopt : take_quantity(text)) {
        tree_.name(tree_.keep(named_in_unit(key_, quantity->unit)));
        return add_number(quantity->value);
    }
    tree_.name(key_);
    const auto plain = quoted ? tree_.keep(unescaped(text.substr(1, text.size() - 2))) : text;
    if (equal_but_for_case(plain, "true") || equal_but_for_case(plain, "false"))
        tree_.add_boolean(plain.size() == 4);
    else if (const auto number = number_of_text(plain))
        add_number(*number, plain);
    else
        tree_.add_text(plain);
}

void Pairs::add_number(double number, std::string_view written)
{
    tree_.add_number(number, written);
    has_number_ = true;
}

/// Of a value with its unit, which may come after a blank and is passed over then.
std::optional<Measured> Pairs::take_quantity(std::string_view text)
{
    const auto alone = quantity_of(text);
    if (!left_.starts_with(' '))
        return alone;
    const auto after = left_.substr(1, word_length(left_.substr(1), "\"=:0123456789"));
    const auto end = 1 + after.size();
    if (after.empty() || (end < left_.size() && separator_length(left_, end) == 0))
        return alone;
    const auto together = quantity_of(std::string(text).append(after));
    if (together && !alone)
        left_.remove_prefix(end);
    return together ? together : alone;
}

} // namespace

const JsonNode* read_pairs(std::string_view line, bool needs_number, JsonTree& tree, std::string_view time)
{
    tree.clear();
    tree.begin(JsonNode::Kind::object);
    if (!time.empty()) {
        tree.name("time");
        tree.add_text(time);
    }
    Pairs pairs(line, tree);
    if (!pairs.read_all() || (!pairs.has_number() && (needs_number || !pairs.is_strict())))
        return nullptr;
    tree.end();
    return tree.root();
}

std::string named_in_unit(std::string_view name, std::string_view unit)
{
    return std::string(name).append(" (").append(unit).append(")");
}

std::string unescaped(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\' && is_in_line(text, at + 1))
            ++at;
        out += text[at];
    }
    return out;
}

std::size_t quoted_length(std::string_view text)
{
    if (!text.starts_with('"'))
        return 0;
    std::size_t at = 1;
    while (at < text.size() && text[at] != '"') {
        if (text[at] == '\\' && !is_in_line(text, ++at))
            return 0;
        ++at;
    }
    return at < text.size() ? at + 1 : 0;
}

} // namespace zws::points
