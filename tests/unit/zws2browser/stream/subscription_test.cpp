// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/subscription.hpp"

#include "tests/unit/catch.hpp"

#include <stdexcept>
#include <string>

using namespace zws::browser;
using namespace std::chrono_literals;

namespace {

Subscription parsed(const std::string& query, bool batched = false)
{
    return parse_subscription(parse_request_target("/?" + query), 500,
                              batched ? std::optional(BatchForm::v1) : std::nullopt);
}

} // namespace

TEST_CASE("without a query a client gets all from now on, at once")
{
    CHECK(parsed("") == Subscription{});
    CHECK(parsed("unknown=1") == Subscription{});
}

TEST_CASE("a client can ask for topics, history and an interval")
{
    const auto wanted = parsed("topic=b&interval=16&history=20&topic=a");
    CHECK(wanted.view.topics == std::vector<std::string>{"a", "b"});
    CHECK(wanted.history == 20);
    CHECK(wanted.interval == 16ms);
}

TEST_CASE("batches with different intervals are different views")
{
    CHECK(parsed("interval=16", true).view.batches == 16ms);
    CHECK(parsed("interval=16", true).interval == 0ms);
    CHECK(parsed("", true).view.batches == 0ms);
    CHECK(parsed("interval=16", true).view != parsed("interval=17", true).view);
    CHECK(parsed("", true).view != parsed("").view);
    CHECK_FALSE(parsed("interval=16").view.batches);
}

TEST_CASE("views that show the same are the same")
{
    CHECK(parsed("topic=a&topic=ab&topic=a").view == parsed("topic=a").view);
    CHECK(parsed("topic=a&topic=").view == StreamView{});
}

TEST_CASE("history is bounded by what the server allows")
{
    CHECK(parsed("history=1000000").history == 500);
}

TEST_CASE("what cannot be meant is named")
{
    using Catch::Matchers::ContainsSubstring;
    CHECK_THROWS_WITH(parsed("history=-1"), ContainsSubstring("history=-1"));
    CHECK_THROWS_WITH(parsed("interval=soon"), ContainsSubstring("interval=soon"));
    CHECK_THROWS_WITH(parsed("interval=60001"), ContainsSubstring("at most 60000"));
    std::string many;
    for (int i = 0; i < 65; ++i)
        many += "topic=" + std::to_string(i) + '&';
    CHECK_THROWS_WITH(parsed(many), ContainsSubstring("topic"));
}
