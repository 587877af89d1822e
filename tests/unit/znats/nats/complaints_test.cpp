// SPDX-License-Identifier: MIT
#include "tools/znats/nats/complaints.hpp"

#include "tests/unit/catch.hpp"

#include <algorithm>
#include <string>

using zws::nats::Complaints;

TEST_CASE("messages that a server denies are counted by their subjects")
{
    Complaints complaints;
    complaints.add(R"(Permissions Violation for Publish to "zws.a")");
    complaints.add(R"(Permissions Violation for Publish to "zws.b")");
    complaints.add(R"(Permissions Violation for Publish to "zws.a")");
    complaints.add("something else");
    REQUIRE(complaints.take_denials() == std::vector<Complaints::Denial>{{"zws.a", 2}, {"zws.b", 1}});
    REQUIRE(complaints.take_denials().empty());
    REQUIRE(complaints.denied_subscription().empty());
}

TEST_CASE("a text that was cut still has the beginning of its subject")
{
    REQUIRE(zws::nats::quoted_after("for Publish to ", R"(Permissions Violation for Publish to "zws.lo)") ==
            "zws.lo");
    REQUIRE(zws::nats::quoted_after("for Publish to ", "Permissions Violation for Publish to ").empty());
}

TEST_CASE("a subscription that a server denies is known")
{
    Complaints complaints;
    complaints.add(R"(Permissions Violation for Subscription to "zws.>" using queue "g")");
    REQUIRE(complaints.denied_subscription() == "zws.>");
    REQUIRE(complaints.take_denials().empty());
}

TEST_CASE("there is an end to what is remembered, but none to the count")
{
    Complaints complaints;
    for (int i = 0; i < 3000; ++i)
        complaints.add("Permissions Violation for Publish to \"zws." + std::to_string(i) + '"');
    const auto denials = complaints.take_denials();
    REQUIRE(denials.size() < 1100);
    std::uint64_t messages = 0;
    for (const auto& [subject, count] : denials)
        messages += count;
    REQUIRE(messages == 3000);
}
