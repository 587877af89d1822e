// SPDX-License-Identifier: MIT
#include "tools/zpeek/sampling/topic_families.hpp"

#include "libcommon/text/character.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace zws::peek {

namespace {

constexpr std::string_view separators = "/.:_-|, ";

bool is_separator(char c)
{
    return separators.find(c) != std::string_view::npos;
}

bool is_hexadecimal(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// RFC 9562 section 4
bool begins_with_uuid(std::string_view text)
{
    constexpr std::string_view form = "00000000-0000-0000-0000-000000000000";
    const auto fits = [](char c, char place) { return place == '-' ? c == '-' : is_hexadecimal(c); };
    return text.size() >= form.size() && std::equal(form.begin(), form.end(), text.begin(),
                                                    [&](char place, char c) { return fits(c, place); });
}

std::string_view next_word(std::string_view text)
{
    constexpr std::size_t uuid_size = 36;
    if (begins_with_uuid(text))
        return text.substr(0, uuid_size);
    return text.substr(0, std::min(text.find_first_of(separators), text.size()));
}

/// "cpu" of "cpu12"; nothing of "3" and "a3f".
std::string_view letters_before_number(std::string_view word)
{
    const auto end = std::find_if(word.begin(), word.end(), is_digit);
    return std::all_of(end, word.end(), is_digit)
               ? word.substr(0, static_cast<std::size_t>(end - word.begin()))
               : std::string_view();
}

std::string star_of(std::string_view word)
{
    return std::any_of(word.begin(), word.end(), is_digit) ? std::string(letters_before_number(word)) + '*'
                                                           : std::string(word);
}

/// The pattern of a topic, with a star for its `starred`-th word; npos: with none more.
std::string pattern(std::string_view topic, std::size_t starred)
{
    std::string out;
    for (std::size_t place = 0; !topic.empty();) {
        if (is_separator(topic.front())) {
            out += topic.front();
            topic.remove_prefix(1);
            continue;
        }
        const auto word = next_word(topic);
        out += place++ == starred ? "*" : star_of(word);
        topic.remove_prefix(word.size());
    }
    return out;
}

std::size_t word_count(std::string_view topic)
{
    std::size_t count = 0;
    while (!topic.empty()) {
        const auto word = next_word(topic);
        count += word.empty() ? 0 : 1;
        topic.remove_prefix(std::max<std::size_t>(word.size(), 1));
    }
    return count;
}

/// First what is told by digits, then each word in turn: one that has none may change as well.
std::vector<std::string> patterns_of(const TopicSample& topic)
{
    constexpr std::size_t most = 16;
    std::vector<std::string> all{pattern_of(topic.name)};
    const auto words = is_readable(topic.name) ? std::min(word_count(topic.name), most) : 0;
    for (std::size_t starred = 0; starred < words; ++starred)
        all.push_back(pattern(topic.name, starred));
    return all;
}

struct Count {
    std::size_t topics = 0;
    std::uint64_t messages = 0;

    bool is_family() const
    {
        return topics >= TopicFamilies::fewest &&
               static_cast<double>(messages) <= TopicFamilies::most_messages * static_cast<double>(topics);
    }
};

using Counts = std::unordered_map<std::string, Count>;

Counts counts_of(const std::deque<TopicSample>& topics)
{
    Counts counts;
    for (const auto& topic : topics) {
        auto patterns = patterns_of(topic);
        std::ranges::sort(patterns);
        const auto twice = std::ranges::unique(patterns);
        patterns.erase(twice.begin(), twice.end());
        for (auto& pattern : patterns) {
            auto& count = counts[std::move(pattern)];
            ++count.topics;
            count.messages += topic.flow.messages();
        }
    }
    return counts;
}

/// The pattern of the family that a topic is of; empty: it stands by itself, as does one that has messages
/// which were not kept.
std::string family_of(const TopicSample& topic, const Counts& counts)
{
    if (topic.name.empty() || topic.kept.size() != topic.flow.messages())
        return {};
    for (auto& pattern : patterns_of(topic)) {
        if (counts.at(pattern).is_family())
            return std::move(pattern);
    }
    return {};
}

/// Nothing in it stays the same.
bool is_all_star(std::string_view pattern)
{
    return std::ranges::all_of(pattern, [](char c) { return c == '*' || is_separator(c); });
}

TopicSample family(const std::string& pattern, const std::vector<const TopicSample*>& topics)
{
    TopicSample all;
    all.name = is_all_star(pattern) ? "" : pattern;
    all.topics = topics.size();
    for (const auto* const topic : topics) {
        all.kept.insert(all.kept.end(), topic->kept.begin(), topic->kept.end());
        all.kept_bytes += topic->kept_bytes;
    }
    std::ranges::sort(all.kept, {}, &KeptMessage::number);
    for (const auto& kept : all.kept)
        all.flow.add(kept.size(), kept.arrival.steady);
    return all;
}

} // namespace

std::string pattern_of(std::string_view topic)
{
    return is_readable(topic) ? pattern(topic, std::string::npos) : "*";
}

TopicFamilies::TopicFamilies(const std::deque<TopicSample>& topics)
{
    const auto counts = counts_of(topics);
    std::map<std::string, std::vector<const TopicSample*>> members;
    std::vector<std::string> of_topics;
    for (const auto& topic : topics) {
        of_topics.push_back(family_of(topic, counts));
        members[of_topics.back()].push_back(&topic);
    }
    for (std::size_t i = 0; i < topics.size(); ++i) {
        const auto& pattern = of_topics[i];
        if (pattern.empty()) {
            all_.push_back(&topics[i]);
        } else if (members[pattern].front() == &topics[i]) {
            families_.push_back(family(pattern, members[pattern]));
            all_.push_back(&families_.back());
        }
    }
}

} // namespace zws::peek
