// SPDX-License-Identifier: MIT
#include "libcommon/json/json_tree.hpp"

#include "libcommon/json/json_events.hpp"
#include "libcommon/json/json_text.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <new>
#include <utility>

namespace zws {

namespace {

constexpr std::size_t deepest = 1000;

/// Gives what Boost.JSON reads to a tree.
class Builder : public JsonEvents {
public:
    Builder(JsonTree& tree, std::string_view input) : tree_(tree), input_(input) {}

    bool on_object_begin(Error& error) { return took(tree_.begin(JsonNode::Kind::object), error); }
    bool on_array_begin(Error& error) { return took(tree_.begin(JsonNode::Kind::array), error); }
    bool on_object_end(std::size_t, Error&) { return ended(); }
    bool on_array_end(std::size_t, Error&) { return ended(); }
    bool on_key_part(Text part, std::size_t, Error&) { return add_part(part); }
    bool on_string_part(Text part, std::size_t, Error&) { return add_part(part); }
    bool on_key(Text part, std::size_t, Error&)
    {
        tree_.name(whole(part));
        return true;
    }
    bool on_string(Text part, std::size_t, Error& error) { return took(tree_.add_text(whole(part)), error); }
    bool on_number_part(Text part, Error&) { return add_part(part); }
    bool on_int64(std::int64_t number, Text part, Error& error)
    {
        return took(tree_.add_number(number == 0 ? exact(0, part) : static_cast<double>(number)), error);
    }
    bool on_uint64(std::uint64_t number, Text, Error& error)
    {
        return took(tree_.add_number(static_cast<double>(number)), error);
    }
    bool on_double(double number, Text part, Error& error)
    {
        return took(tree_.add_number(exact(number, part)), error);
    }
    bool on_bool(bool truth, Error& error) { return took(tree_.add_boolean(truth), error); }
    bool on_null(Error& error) { return took(tree_.add_null(), error); }

private:
    static bool took(bool taken, Error& error)
    {
        if (!taken)
            error = boost::json::error::array_too_large;
        return taken;
    }

    bool ended()
    {
        tree_.end();
        return true;
    }

    bool add_part(Text part)
    {
        parts_ += part;
        return true;
    }

    /// Stands in what is read, if it came in one part and needed no change; the parser's own memory does not
    /// last.
    std::string_view whole(Text last);
    /// Boost.JSON's own double is not always the nearest one, and its whole number has no -0.
    double exact(double near, Text last);

    JsonTree& tree_;
    std::string_view input_;
    std::string parts_;
};

std::string_view Builder::whole(Text last)
{
    const std::less_equal<> before;
    const bool in_place = before(input_.data(), last.data()) &&
                          before(last.data() + last.size(), input_.data() + input_.size());
    if (parts_.empty())
        return in_place ? std::string_view(last) : tree_.keep(last);
    parts_ += last;
    return tree_.keep(std::exchange(parts_, {}));
}

double Builder::exact(double near, Text last)
{
    const auto text = whole(last);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() ? number : near;
}

/// The code unit of an escape "\uHHHH" at `at`; -1 where there is none.
int code_unit(std::string_view text, std::size_t at)
{
    if (at + 6 > text.size() || text.substr(at, 2) != "\\u")
        return -1;
    int unit = 0;
    const auto* const end = text.data() + at + 6;
    return std::from_chars(end - 4, end, unit, 16).ptr == end ? unit : -1;
}

bool is_leading(int unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}

bool is_trailing(int unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}

bool may_have_halves(std::string_view text)
{
    return text.find("\\ud") != std::string_view::npos || text.find("\\uD") != std::string_view::npos;
}

/// `text` with \ufffd in place of each half of a surrogate pair that stands alone.
std::string without_halves(std::string_view text)
{
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const int unit = code_unit(text, at);
        const bool pair = is_leading(unit) && is_trailing(code_unit(text, at + 6));
        const std::size_t length = pair ? 12 : unit >= 0 ? 6 : text[at] == '\\' ? 2 : 1;
        const bool half = !pair && (is_leading(unit) || is_trailing(unit));
        out += half ? "\\ufffd" : text.substr(at, length);
        at += length;
    }
    return out;
}

/// Whether it may be JSON with words such as NaN in it: most plain texts are not.
bool may_have_words(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    return begin != std::string_view::npos &&
           std::string_view("{[+-nNiI").find(text[begin]) != std::string_view::npos;
}

/// Whether JavaScript takes it for the index of an element: the members of an object that have one come
/// first.
bool is_index(std::string_view name)
{
    constexpr std::uint64_t most = 4'294'967'294;
    if (name.empty() || !is_digit(name[0]) || name.size() > 10 || (name[0] == '0' && name.size() > 1))
        return false;
    std::uint64_t index = 0;
    const auto* const end = name.data() + name.size();
    return std::from_chars(name.data(), end, index).ptr == end && index <= most;
}

bool is_lower_index(std::string_view one, std::string_view other)
{
    return one.size() != other.size() ? one.size() < other.size() : one < other;
}

std::size_t hash_of(std::string_view name)
{
    const auto byte = [name](std::size_t at) { return static_cast<unsigned char>(name[at]); };
    return name.empty()
               ? 0
               : name.size() * 5 + byte(0) * 31 + byte(name.size() / 2) * 7 + byte(name.size() - 1) * 3;
}

} // namespace

const JsonNode* JsonNode::find(std::string_view wanted) const
{
    const auto found =
        std::find_if(begin(), end(), [wanted](const JsonNode& node) { return node.name == wanted; });
    return found == end() ? nullptr : &*found;
}

const JsonNode* JsonTree::read(std::string_view text)
{
    clear();
    if (parse(text))
        return root_;
    if (may_have_halves(text)) {
        text = keep(without_halves(text));
        if (parse(text))
            return root_;
    }
    std::string buffer;
    if (!may_have_words(text) || !read_json(text, buffer).empty())
        return nullptr;
    return parse(keep(text)) ? root_ : nullptr;
}

bool JsonTree::parse(std::string_view text)
{
    begin();
    boost::json::parse_options options;
    options.max_depth = deepest;
    boost::json::basic_parser<Builder> parser(options, *this, text);
    boost::json::error_code error;
    const auto end = parser.write_some(false, text.data(), text.size(), error);
    return !error && end == text.size();
}

void JsonTree::clear()
{
    memory_.release();
    begin();
}

void JsonTree::begin()
{
    open_.clear();
    root_ = nullptr;
    count_ = 0;
    name_ = {};
}

std::string_view JsonTree::keep(std::string_view text)
{
    auto* const copy = static_cast<char*>(memory_.allocate(std::max<std::size_t>(text.size(), 1), 1));
    std::copy(text.begin(), text.end(), copy);
    return {copy, text.size()};
}

bool JsonTree::add_number(double number, std::string_view written)
{
    auto* const node = add(JsonNode::Kind::number);
    if (node != nullptr) {
        node->number = number;
        node->text = written;
    }
    return node != nullptr;
}

bool JsonTree::add_boolean(bool truth)
{
    auto* const node = add(JsonNode::Kind::boolean);
    if (node != nullptr)
        node->truth = truth;
    return node != nullptr;
}

bool JsonTree::add_text(std::string_view text)
{
    auto* const node = add(JsonNode::Kind::text);
    if (node != nullptr)
        node->text = text;
    return node != nullptr;
}

bool JsonTree::begin(JsonNode::Kind kind)
{
    auto* const node = add(kind);
    if (node != nullptr)
        open_.push_back({node});
    return node != nullptr;
}

void JsonTree::end()
{
    if (open_.back().reordered)
        put_in_order(open_.back());
    open_.pop_back();
}

const JsonNode* JsonTree::root() const
{
    return count_ > most_values ? nullptr : root_;
}

JsonNode* JsonTree::add(JsonNode::Kind kind)
{
    if (++count_ > most_values)
        return nullptr;
    auto* const node = new (memory_.allocate(sizeof(JsonNode), alignof(JsonNode))) JsonNode;
    node->kind = kind;
    if (open_.empty())
        root_ = node;
    else
        link(open_.back(), *node);
    return node;
}

void JsonTree::link(Open& parent, JsonNode& node)
{
    if (parent.node->is(JsonNode::Kind::object)) {
        node.name = name_;
        parent.reordered = parent.reordered || is_out_of_order(parent, name_) || came_before(parent, name_);
    }
    (parent.last == nullptr ? parent.node->first : parent.last->next) = &node;
    parent.last = &node;
    ++parent.node->size;
}

/// Whether it is an index that does not come after other ones.
bool JsonTree::is_out_of_order(const Open& object, std::string_view name)
{
    if (!is_index(name) || object.last == nullptr)
        return false;
    return !is_index(object.last->name) || !is_lower_index(object.last->name, name);
}

/// True without a look at all of them where there are many.
bool JsonTree::came_before(Open& object, std::string_view name)
{
    constexpr std::uint32_t many = 64;
    const auto hash = hash_of(name) % (64 * object.seen.size());
    auto& bits = object.seen[hash / 64]; // NOLINT(cppcoreguidelines-pro-bounds-constant-array-index)
    const std::uint64_t bit = std::uint64_t{1} << hash % 64;
    const bool maybe = (bits & bit) != 0;
    bits |= bit;
    return maybe && (object.node->size > many || object.node->find(name) != nullptr);
}

void JsonTree::put_in_order(Open& object)
{
    struct Placed {
        JsonNode* node;
        std::size_t place;
        bool has_index;
    };
    std::pmr::vector<Placed> members(&memory_);
    members.reserve(object.node->size);
    for (auto* node = object.node->first; node != nullptr; node = node->next)
        members.push_back({node, members.size(), is_index(node->name)});
    std::stable_sort(members.begin(), members.end(),
                     [](const Placed& a, const Placed& b) { return a.node->name < b.node->name; });
    std::size_t kept = 0;
    for (const Placed& member : members) {
        if (kept > 0 && members[kept - 1].node->name == member.node->name)
            members[kept - 1].node = member.node; // at the place of the one before
        else
            members[kept++] = member;
    }
    members.resize(kept);
    std::sort(members.begin(), members.end(), [](const Placed& a, const Placed& b) {
        if (a.has_index && b.has_index)
            return is_lower_index(a.node->name, b.node->name);
        return a.has_index != b.has_index ? a.has_index : a.place < b.place;
    });
    JsonNode** next = &object.node->first;
    for (const Placed& member : members) {
        *next = member.node;
        next = &member.node->next;
    }
    *next = nullptr;
    object.node->size = static_cast<std::uint32_t>(kept);
}

} // namespace zws
