// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/stream_position.hpp"

#include "tests/unit/catch.hpp"

TEST_CASE("the last numbers are known, older ones are forgotten")
{
    zws::nats::SequenceMemory memory(3);
    REQUIRE_FALSE(memory.knows(1));
    for (const auto number : {1U, 2U, 2U, 3U})
        memory.add(number);
    REQUIRE(memory.knows(1));
    memory.add(4);
    REQUIRE_FALSE(memory.knows(1));
    REQUIRE(memory.knows(2));
    REQUIRE(memory.knows(4));
}
