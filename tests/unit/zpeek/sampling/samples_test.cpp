// SPDX-License-Identifier: MIT
#include "tools/zpeek/sampling/samples.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/zpeek/sampled.hpp"

using namespace std::chrono_literals;
using zws::peek::Samples;
using zws::test::sample;

TEST_CASE("messages are counted and kept by topic")
{
    Samples samples;
    sample(samples, 10, [](int i, double) {
        return std::vector<std::string>{i % 2 == 0 ? "a" : "b", "12345"};
    });
    REQUIRE(samples.all().size() == 2);
    const auto& topic = samples.all().front();
    CHECK(topic.name == "a");
    CHECK(topic.flow.messages() == 5);
    CHECK(topic.flow.bytes() == 30);
    CHECK(topic.flow.least_size() == 6);
    CHECK(topic.flow.intervals().quantile(0.5) > 190ms);
    CHECK(topic.kept.size() == 5);
    CHECK(topic.kept[1].number == 2);
    CHECK(samples.flow().messages() == 10);
    CHECK(samples.flow().rate(1s) == Approx(10));
}

TEST_CASE("no more is kept than is looked at")
{
    Samples samples;
    CHECK(samples.enough_at() == Samples::Clock::time_point::max());
    sample(samples, 200, [](int, double) { return std::vector<std::string>{"x"}; });
    CHECK(samples.enough_at() == Samples::Clock::time_point(1h) + 1s); // others may come
    sample(samples, 10, [](int, double) { return std::vector<std::string>{"x"}; });
    CHECK(samples.all().front().kept.size() == Samples::most_kept);
    CHECK(samples.all().front().flow.messages() == 210);
    sample(samples, 1, [](int, double) { return std::vector<std::string>{"b", "x"}; });
    CHECK(samples.enough_at() == Samples::Clock::time_point::max());
}

TEST_CASE("memory is bounded, whatever comes")
{
    Samples samples;
    const std::string large(Samples::most_of_topic / 2, 'x');
    sample(samples, 10, [&](int, double) { return std::vector<std::string>{large}; });
    CHECK(samples.all().front().kept.size() == 2);
    sample(samples, 1, [&](int, double) { return std::vector<std::string>{"huge", large + large + large}; });
    CHECK(samples.all().back().kept.size() == 1); // the first one of a topic
    sample(samples, 1, [](int, double) {
        return std::vector<std::string>{"too huge", std::string(Samples::most_bytes, 'x')};
    });
    CHECK(samples.all().back().kept.empty());
    sample(samples, 1100, [](int i, double) { return std::vector<std::string>{std::to_string(i), "x"}; });
    CHECK(samples.all().size() == Samples::most_topics);
    CHECK(samples.others() == 1100 + 3 - Samples::most_topics);
}
