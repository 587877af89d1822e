// SPDX-License-Identifier: MIT
#include "libcommon/zmq/ordered_run.hpp"

#include "tests/unit/catch.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using zws::Message;
using zws::OrderedRun;
using Added = OrderedRun::Added;
using Spans = std::vector<OrderedRun::Span>;

namespace {

const OrderedRun::Clock::time_point begin{std::chrono::hours(1)};

OrderedRun::Clock::time_point after(int seconds)
{
    return begin + std::chrono::seconds(seconds);
}

Added add(OrderedRun& run, std::uint64_t number, int seconds = 0)
{
    Message message({std::to_string(number)});
    return run.add(number, message, after(seconds));
}

std::string taken(OrderedRun& run)
{
    std::string text;
    while (run.ready())
        text += std::string(run.pop().frame(0)) + ' ';
    return text;
}

} // namespace

TEST_CASE("Numbers that follow each other need no memory")
{
    OrderedRun run(5);
    CHECK(run.follows(5));
    CHECK(run.follows(6));
    CHECK_FALSE(run.follows(6));
    CHECK_FALSE(run.follows(8));
    CHECK(run.follows(7));
    CHECK(run.bytes() == 0);
}

TEST_CASE("What comes after a gap waits for what is missing")
{
    OrderedRun run(1);
    CHECK(add(run, 3) == Added::held);
    CHECK(add(run, 6) == Added::held);
    CHECK(run.missing({0, 100}) == Spans{{1, 3}, {4, 6}});
    CHECK(taken(run).empty());
    CHECK(add(run, 2) == Added::filled);
    CHECK(add(run, 1) == Added::filled);
    CHECK(taken(run) == "1 2 3 ");
    CHECK(run.missing({5, 6}) == Spans{{5, 6}});
    CHECK(add(run, 5) == Added::filled);
    CHECK(add(run, 4) == Added::filled);
    CHECK(taken(run) == "4 5 6 ");
    CHECK(run.complete());
    CHECK(run.bytes() == 0);
}

TEST_CASE("What comes again is not taken")
{
    OrderedRun run(1);
    add(run, 1);
    add(run, 3);
    CHECK(add(run, 1) == Added::repeated);
    CHECK(add(run, 3) == Added::repeated);
    CHECK(taken(run) == "1 ");
    CHECK(add(run, 1) == Added::repeated);
    CHECK(add(run, 0) == Added::repeated);
}

TEST_CASE("What is given up is not waited for, and not taken any more")
{
    OrderedRun run(1);
    add(run, 10);
    run.give_up({3, 5});
    CHECK(run.missing({0, 100}) == Spans{{1, 3}, {5, 10}});
    CHECK(add(run, 4) == Added::repeated);
    run.give_up({0, 8});
    CHECK(run.missing({0, 100}) == Spans{{8, 10}});
    run.give_up({0, 100});
    CHECK(taken(run) == "10 ");
}

TEST_CASE("A gap is old when nothing of it has come for a while")
{
    OrderedRun run(1);
    add(run, 4, 0);
    add(run, 9, 5);
    CHECK(run.older_than(after(3)) == Spans{{1, 4}});
    add(run, 1, 4);
    CHECK(run.older_than(after(3)).empty());
    CHECK(run.older_than(after(5)) == Spans{{2, 4}});
    run.wait_from(after(8));
    CHECK(run.older_than(after(8)).empty());
}

TEST_CASE("What is missing is asked for once in a while")
{
    OrderedRun run(1);
    add(run, 3);
    CHECK(run.to_ask(after(-1), after(0)) == Spans{{1, 3}});
    CHECK(run.to_ask(after(-1), after(0)).empty());
    add(run, 6);
    CHECK(run.to_ask(after(-1), after(0)) == Spans{{4, 6}});
    CHECK(run.to_ask(after(1), after(2)) == Spans{{1, 3}, {4, 6}});
}

TEST_CASE("In any order all come out once, in the order of their numbers")
{
    std::mt19937 random(1); // NOLINT(cert-msc51-cpp): the same each time
    for (int round = 0; round < 200; ++round) {
        std::vector<std::uint64_t> numbers;
        std::string wanted;
        for (std::uint64_t number = 1; number <= 50; ++number) {
            numbers.push_back(number);
            wanted += std::to_string(number) + ' ';
        }
        numbers.insert(numbers.end(), numbers.begin(), numbers.begin() + 20);
        std::shuffle(numbers.begin(), numbers.end(), random);
        OrderedRun run(1);
        std::string got;
        for (const auto number : numbers) {
            add(run, number);
            got += taken(run);
        }
        CHECK(got == wanted);
        CHECK(run.bytes() == 0);
    }
}
