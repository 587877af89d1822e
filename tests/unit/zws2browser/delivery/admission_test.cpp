// SPDX-License-Identifier: MIT
#include "tools/zws2browser/delivery/admission.hpp"

#include "tests/unit/catch.hpp"

#include <vector>

using namespace zws::browser;
using boost::asio::ip::make_address;

TEST_CASE("connections are counted in all and by address, as long as they live")
{
    ServerBudget plenty(1U << 30U);
    Admission admission(3, 2, plenty, 1);
    const auto a = make_address("10.0.0.1");
    const auto b = make_address("10.0.0.2");
    const auto first = admission.enter(a);
    CHECK_FALSE(first.over_limit());
    {
        const auto second = admission.enter(a);
        CHECK_FALSE(second.over_limit());
        CHECK(admission.enter(a).over_limit());
        CHECK_FALSE(admission.enter(b).over_limit());
        const auto third = admission.enter(b);
        CHECK(admission.enter(b).over_limit());
    }
    CHECK_FALSE(admission.enter(a).over_limit());
}

TEST_CASE("one address has half of all connections, but for loopback, where nothing else is said")
{
    ServerBudget plenty(1U << 30U);
    const auto let_in = [&plenty](std::size_t most, const char* from) {
        Admission admission(most, std::nullopt, plenty, 1);
        std::vector<Admission::Ticket> tickets;
        while (tickets.size() < 100 && (tickets.empty() || !tickets.back().over_limit()))
            tickets.push_back(admission.enter(make_address(from)));
        return tickets.size() - (tickets.back().over_limit() ? 1 : 0);
    };
    CHECK(let_in(10, "10.0.0.1") == 5);
    CHECK(let_in(1, "10.0.0.1") == 1);
    CHECK(let_in(0, "10.0.0.1") == 100);
    CHECK(let_in(10, "127.0.0.1") == 10);
    CHECK(let_in(10, "::1") == 10);
}

TEST_CASE("only so many are told that there is no room")
{
    ServerBudget plenty(1U << 30U);
    Admission admission(1, 0, plenty, 1);
    const auto a = make_address("::1");
    std::vector<Admission::Ticket> tickets;
    for (std::size_t i = 0; i < 1 + Admission::most_over_limit; ++i)
        tickets.push_back(admission.enter(a));
    CHECK_FALSE(tickets.back().hopeless());
    CHECK(tickets.back().over_limit());
    CHECK(admission.enter(a).hopeless());
}

TEST_CASE("without a limit all are let in")
{
    ServerBudget plenty(1U << 30U);
    Admission admission(0, 0, plenty, 1);
    std::vector<Admission::Ticket> tickets;
    tickets.reserve(1000);
    for (int i = 0; i < 1000; ++i)
        tickets.push_back(admission.enter(make_address("::1")));
    CHECK_FALSE(tickets.back().over_limit());
}

TEST_CASE("connections that there is no memory for are over the limit")
{
    ServerBudget budget(20'000);
    Admission admission(0, 0, budget, 4000);
    const auto a = make_address("::1");
    const auto first = admission.enter(a);
    {
        const auto second = admission.enter(a);
        CHECK_FALSE(second.over_limit());
        CHECK(admission.enter(a).over_limit());
        CHECK(budget.taken() == 8000);
        CHECK(budget.refusals() == 1);
    }
    CHECK_FALSE(admission.enter(a).over_limit());
}
