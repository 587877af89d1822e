// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>
#include <random>
#include <string>

namespace zws::test {

/// A value of any kind, with arrays and objects up to `depth` levels; numbers of every size among them.
inline nlohmann::json random_json(std::mt19937& random, int depth)
{
    const auto pick = [&random](unsigned count) { return static_cast<unsigned>(random() % count); };
    const auto text = [&] { return std::string(pick(pick(20) == 0 ? 70'000 : 40), "aZ\"\\\n"[pick(5)]); };
    switch (pick(depth > 0 ? 8 : 6)) {
    case 0:
        return nullptr;
    case 1:
        return pick(2) == 0;
    case 2:
        return static_cast<std::int64_t>(std::uint64_t{random()} << pick(31)) * (pick(2) == 0 ? 1 : -1);
    case 3:
        return pick(2) == 0 ? 0.1 * pick(1000) : 1.5;
    case 4:
        return static_cast<std::int64_t>(pick(300)) - 150;
    case 5:
        return text();
    case 6: {
        auto array = nlohmann::json::array();
        for (auto left = pick(20); left > 0; --left)
            array.push_back(random_json(random, depth - 1));
        return array;
    }
    default: {
        auto object = nlohmann::json::object();
        for (auto left = pick(20); left > 0; --left)
            object["k" + std::to_string(pick(1000))] = random_json(random, depth - 1);
        return object;
    }
    }
}

} // namespace zws::test
