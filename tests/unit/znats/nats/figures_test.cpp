// SPDX-License-Identifier: MIT
#include "tools/znats/nats/figures.hpp"

#include "tests/unit/catch.hpp"

using zws::nats::BridgeFigures;

TEST_CASE("only what there is is told")
{
    BridgeFigures figures;
    figures.buffered = 4;
    figures.lost = 2;
    REQUIRE(described(figures) == "4 buffered, 2 lost");
    REQUIRE(prometheus(figures).find("znats_stored_total") == std::string::npos);
    figures.stored = 7;
    figures.stored_already = 0;
    figures.in_flight = 3;
    figures.again = 1;
    figures.lost_more = true;
    REQUIRE(described(figures) == "7 stored, 3 in flight, 1 sent again, 4 buffered, at least 2 lost");
    figures.stored_already = 5;
    figures.redelivered = 6;
    REQUIRE(described(figures) ==
            "7 stored, 5 of them already there, 3 in flight, 1 sent again, 6 redelivered, "
            "4 buffered, at least 2 lost");
    const auto text = prometheus(figures);
    for (const auto* line :
         {"\nznats_stored_total 7\n", "\nznats_in_flight 3\n", "\nznats_sent_again_total 1\n",
          "\nznats_redelivered_total 6\n", "\nznats_lost_total 2\n", "\nznats_connected 0\n"})
        CHECK(text.find(line) != std::string::npos);
}
