// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/positions.hpp"

#include "tests/unit/catch.hpp"

using zws::Position;
using zws::browser::Positions;

TEST_CASE("messages without a position get one after the other, of an epoch of this process")
{
    Positions positions;
    const auto first = positions.place({});
    const auto next = positions.place({});
    CHECK(first.position.sequence == 1);
    CHECK(next.position == Position{first.position.epoch, 2});
    CHECK(positions.missing() == 0);
}

TEST_CASE("what is missing is told of each epoch by itself")
{
    Positions positions;
    CHECK(positions.place(Position{1, 100}).missing == 0); // nobody knows what was before
    CHECK(positions.place(Position{2, 5}).missing == 0);
    CHECK(positions.place(Position{1, 101}).missing == 0);
    CHECK(positions.place(Position{1, 105}).missing == 3);
    CHECK(positions.place(Position{2, 8}).missing == 2);
    CHECK(positions.missing() == 5);
}

TEST_CASE("where the numbers of an epoch go back nothing is missing")
{
    Positions positions;
    positions.place(Position{1, 100});
    CHECK(positions.place(Position{1, 1}).missing == 0);
    CHECK(positions.place(Position{1, 3}).missing == 1);
    CHECK(positions.place(Position{1, 3}).missing == 0);
}

TEST_CASE("a message that comes again is no gap")
{
    Positions positions;
    for (const auto sequence : {7, 8, 9, 7, 10, 7, 8, 12})
        positions.place(Position{1, static_cast<std::uint64_t>(sequence)});
    CHECK(positions.missing() == 1);
}

TEST_CASE("of too many epochs the one is forgotten that was silent for longest")
{
    Positions positions;
    for (std::uint64_t epoch = 1; epoch <= Positions::most_epochs; ++epoch)
        positions.place(Position{epoch, 1});
    positions.place(Position{1, 2});
    positions.place(Position{1000, 1}); // for which epoch 2 goes
    CHECK(positions.place(Position{1, 4}).missing == 1);
    CHECK(positions.place(Position{2, 4}).missing == 0);
}
