// SPDX-License-Identifier: MIT
#include "tools/zfeed/time_name.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/support/vectors.hpp"

TEST_CASE("the time has many names, the same as in the page")
{
    for (const auto& row : zws::test::vectors("vectors/time_names.json")) {
        const auto names = row.at("names").get<std::vector<std::string>>();
        INFO(row.dump());
        const auto found = zws::feed::time_name(names);
        CHECK((found ? nlohmann::json(names[*found]) : nlohmann::json()) == row.at("time"));
    }
}
