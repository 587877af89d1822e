// SPDX-License-Identifier: MIT
#include "tools/zrelay/zmtp/topic_index.hpp"

#include "tests/unit/catch.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

struct Subscriber {};
using TopicIndex = zws::relay::zmtp::TopicIndex<Subscriber>;

std::multiset<const Subscriber*> found(const TopicIndex& index, std::string_view topic)
{
    std::multiset<const Subscriber*> all;
    index.match(topic, [&](const Subscriber& one) { all.insert(&one); });
    return all;
}

} // namespace

TEST_CASE("subscribers are found by each prefix of a topic")
{
    Subscriber a, b;
    TopicIndex index;
    index.add("weather", a);
    index.add("weather/ber", b);
    index.add("w", b);
    index.add("weak", a);
    CHECK(found(index, "weather/berlin") == std::multiset<const Subscriber*>{&a, &b, &b});
    CHECK(found(index, "weather") == std::multiset<const Subscriber*>{&a, &b});
    CHECK(found(index, "weathe") == std::multiset<const Subscriber*>{&b});
    CHECK(found(index, "weak") == std::multiset<const Subscriber*>{&a, &b});
    CHECK(found(index, "v").empty());
    CHECK(found(index, "").empty());
}

TEST_CASE("what is removed is not found any more")
{
    Subscriber a, b;
    TopicIndex index;
    for (const auto* prefix : {"abc", "abd", "ab", "abcde", "x"})
        index.add(prefix, a);
    index.add("abc", b);
    index.remove("abc", a);
    CHECK(found(index, "abcde") == std::multiset<const Subscriber*>{&a, &a, &b});
    for (const auto* never_added : {"a", "abcd", "abcdef", "y", ""})
        index.remove(never_added, a);
    for (const auto* prefix : {"ab", "abd", "x", "abcde"})
        index.remove(prefix, a);
    CHECK(found(index, "abcde") == std::multiset<const Subscriber*>{&b});
    index.remove("abc", b);
    CHECK(found(index, "abcde").empty());
}

TEST_CASE("an index finds what a list of all prefixes does, whatever is added and removed")
{
    std::mt19937 random(1); // NOLINT: the same each time
    std::array<Subscriber, 3> subscribers;
    std::set<std::pair<std::string, Subscriber*>> known;
    TopicIndex index;
    const auto any_topic = [&] {
        std::string topic(random() % 6, 0);
        std::generate(topic.begin(), topic.end(), [&] { return "ab\xff"[random() % 3]; });
        return topic;
    };
    for (int i = 0; i < 20'000; ++i) {
        auto* const who = &subscribers.at(random() % subscribers.size());
        const auto prefix = any_topic();
        if (known.erase({prefix, who}) != 0) {
            index.remove(prefix, *who);
        } else {
            known.insert({prefix, who});
            index.add(prefix, *who);
        }
        const auto topic = any_topic();
        std::multiset<const Subscriber*> expected;
        for (const auto& [of, one] : known)
            if (topic.starts_with(of))
                expected.insert(one);
        REQUIRE(found(index, topic) == expected);
    }
}

TEST_CASE("a topic may be as deep as it likes")
{
    Subscriber subscriber;
    TopicIndex index;
    std::string topic;
    for (int i = 0; i < 5'000; ++i)
        index.add(topic += 'x', subscriber);
    CHECK(found(index, topic).size() == topic.size());
}
