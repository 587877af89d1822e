// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zws::relay::zmtp {

/// Which subscribers want which topics: a radix tree of their prefixes. Finding those of a topic reads each
/// byte of it once at most, however many prefixes there are.
template <class Subscriber>
class TopicIndex {
public:
    TopicIndex() = default;
    ~TopicIndex();
    TopicIndex(const TopicIndex&) = delete;
    TopicIndex& operator=(const TopicIndex&) = delete;

    void add(std::string_view prefix, Subscriber& subscriber);
    void remove(std::string_view prefix, const Subscriber& subscriber);

    /// Calls `use` with each subscriber of a prefix of `topic`, once for each such prefix.
    template <class Use>
    void match(std::string_view topic, Use use) const
    {
        for (const Node* node = &root_; node != nullptr; node = node->next(topic)) {
            for (Subscriber* const subscriber : node->subscribers)
                use(*subscriber);
        }
    }

private:
    struct Node {
        using Children = std::vector<std::unique_ptr<Node>>;

        /// Where a child is, or would be, whose edge starts as `topic` does.
        auto place(std::string_view topic) const;
        /// The child with such an edge; none if there is none.
        Node* child(std::string_view topic) const;
        /// The child whose edge `topic` starts with, which loses it; none if there is none.
        Node* next(std::string_view& topic) const;

        std::string edge{}; ///< the bytes that it has more than its parent; empty only in the root
        std::vector<Subscriber*> subscribers{};
        Children children{}; ///< in the order of their first bytes, which differ
    };

    static void split(Node& node, std::size_t size);
    static void merge(Node& node);

    Node root_;
};

/// Not by recursion: a branch has as many nodes as its longest topic has bytes.
template <class Subscriber>
TopicIndex<Subscriber>::~TopicIndex()
{
    auto left = std::move(root_.children);
    while (!left.empty()) {
        const auto node = std::move(left.back());
        left.pop_back();
        std::move(node->children.begin(), node->children.end(), std::back_inserter(left));
    }
}

template <class Subscriber>
auto TopicIndex<Subscriber>::Node::place(std::string_view topic) const
{
    return std::lower_bound(children.begin(), children.end(), topic.front(),
                            [](const auto& child, char first) { return child->edge.front() < first; });
}

template <class Subscriber>
auto TopicIndex<Subscriber>::Node::child(std::string_view topic) const -> Node*
{
    if (topic.empty())
        return nullptr;
    const auto found = place(topic);
    return found != children.end() && (*found)->edge.front() == topic.front() ? found->get() : nullptr;
}

template <class Subscriber>
auto TopicIndex<Subscriber>::Node::next(std::string_view& topic) const -> Node*
{
    Node* const found = child(topic);
    if (found == nullptr || !topic.starts_with(found->edge))
        return nullptr;
    topic.remove_prefix(found->edge.size());
    return found;
}

template <class Subscriber>
void TopicIndex<Subscriber>::add(std::string_view prefix, Subscriber& subscriber)
{
    Node* node = &root_;
    while (!prefix.empty()) {
        Node* const child = node->child(prefix);
        if (child == nullptr) {
            auto added = std::make_unique<Node>(Node{std::string(prefix)});
            node = node->children.insert(node->place(prefix), std::move(added))->get();
            break;
        }
        const auto differs =
            std::mismatch(child->edge.begin(), child->edge.end(), prefix.begin(), prefix.end()).first;
        const auto common = static_cast<std::size_t>(differs - child->edge.begin());
        if (common < child->edge.size())
            split(*child, common);
        prefix.remove_prefix(common);
        node = child;
    }
    node->subscribers.push_back(&subscriber);
}

template <class Subscriber>
void TopicIndex<Subscriber>::remove(std::string_view prefix, const Subscriber& subscriber)
{
    Node* parent = nullptr;
    Node* node = &root_;
    while (!prefix.empty()) {
        Node* const next = node->next(prefix);
        if (next == nullptr)
            return;
        parent = std::exchange(node, next);
    }
    std::erase(node->subscribers, &subscriber);
    if (parent == nullptr || !node->subscribers.empty())
        return;
    if (!node->children.empty())
        return merge(*node);
    parent->children.erase(parent->place(node->edge));
    if (parent != &root_ && parent->subscribers.empty())
        merge(*parent);
}

/// Leaves a node the first `size` bytes of its edge, and gives the rest to a child that has all else of it.
template <class Subscriber>
void TopicIndex<Subscriber>::split(Node& node, std::size_t size)
{
    auto rest = std::make_unique<Node>(
        Node{node.edge.substr(size), std::move(node.subscribers), std::move(node.children)});
    node.edge.resize(size);
    node.subscribers.clear();
    node.children.clear();
    node.children.push_back(std::move(rest));
}

/// Makes one of a node without subscribers and its child, where it has one alone.
template <class Subscriber>
void TopicIndex<Subscriber>::merge(Node& node)
{
    if (node.children.size() != 1)
        return;
    const auto child = std::move(node.children.front());
    node.edge += child->edge;
    node.subscribers = std::move(child->subscribers);
    node.children = std::move(child->children);
}

} // namespace zws::relay::zmtp
