// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory_resource>
#include <string_view>
#include <vector>

namespace zws {

/// A value in a JsonTree. Iterating over an array or an object gives its elements or members.
struct JsonNode {
    enum class Kind : std::uint8_t { null, boolean, number, text, array, object };

    /// From one element or member to the next.
    class Iterator {
    public:
        using value_type = JsonNode;
        using reference = const JsonNode&;
        using pointer = const JsonNode*;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::forward_iterator_tag;

        explicit Iterator(const JsonNode* at = nullptr) : at_(at) {}
        reference operator*() const { return *at_; }
        pointer operator->() const { return at_; }
        Iterator& operator++()
        {
            at_ = at_->next;
            return *this;
        }
        Iterator operator++(int)
        {
            const Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator&) const = default;

    private:
        const JsonNode* at_;
    };

    Iterator begin() const { return Iterator(first); }
    static Iterator end() { return Iterator(); }

    bool is(Kind wanted) const { return kind == wanted; }
    /// The member of this name; nullptr where there is none.
    const JsonNode* find(std::string_view wanted) const;

    Kind kind = Kind::null;
    bool truth = false;     ///< of a boolean
    std::uint32_t size = 0; ///< elements or members
    double number = 0;      ///< infinite where it is too large
    std::string_view text;  ///< also what a number was written as, where add_number() was given it
    std::string_view name;  ///< of a member
    JsonNode* first = nullptr;
    JsonNode* next = nullptr; ///< in the same array or object
};

/// One JSON text at a time as values, with the rules of JSON.parse() in JavaScript: of members with the same
/// name the last one counts, at the place of the first, and members that are named by an index ("0", "12")
/// come first, in their order. Numbers are the nearest doubles. NaN and infinities are null, in the spellings
/// that read_json() knows. Half of a surrogate pair is U+FFFD.
///
/// What is nested more than 1000 deep, or has more than a million values, or a number with an exponent of
/// billions, is not read. Memory of one text is
/// let go when the next one comes.
class JsonTree {
public:
    /// Of more than so many nothing is read.
    static constexpr std::size_t most_values = 1'000'000;

    JsonTree() = default;
    JsonTree(const JsonTree&) = delete;
    JsonTree& operator=(const JsonTree&) = delete;

    /// What `text` has, which is good as long as `text` and until the next call; nullptr if that is not JSON.
    const JsonNode* read(std::string_view text);

    /// Begins a value that is made by the functions below, one for each value, in the order of JSON.
    void clear();
    void name(std::string_view name) { name_ = name; }
    bool add_null() { return add(JsonNode::Kind::null) != nullptr; }
    bool add_number(double number, std::string_view written = {});
    bool add_boolean(bool truth);
    bool add_text(std::string_view text);
    bool begin(JsonNode::Kind kind);
    void end();
    /// What was made; nullptr where that is nothing, or too much.
    const JsonNode* root() const;

    /// A copy which is good as long as the values are.
    std::string_view keep(std::string_view text);

private:
    /// An array or object that has not ended.
    struct Open {
        JsonNode* node;
        JsonNode* last = nullptr;            ///< of its elements or members
        std::array<std::uint64_t, 4> seen{}; ///< bits of the names that came
        bool reordered = false;              ///< whether its members are not in their order as they come
    };

    bool parse(std::string_view text);
    void begin();
    JsonNode* add(JsonNode::Kind kind);
    void link(Open& parent, JsonNode& node);
    static bool is_out_of_order(const Open& object, std::string_view name);
    static bool came_before(Open& object, std::string_view name);
    void put_in_order(Open& object);

    std::array<std::byte, 16'384> first_memory_{};
    std::pmr::monotonic_buffer_resource memory_{first_memory_.data(), first_memory_.size()};
    std::vector<Open> open_; ///< the innermost one last
    std::string_view name_;  ///< of the next member
    std::size_t count_ = 0;
    JsonNode* root_ = nullptr;
};

} // namespace zws
