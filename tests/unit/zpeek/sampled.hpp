// SPDX-License-Identifier: MIT
#pragma once

#include "tests/unit/support/message_of.hpp"
#include "tools/zpeek/sampling/samples.hpp"

#include <functional>
#include <string>
#include <vector>

namespace zws::test {

/// When the first of the messages of a test comes, in Unix seconds.
constexpr double first_arrival = 1'796'000'000;

/// Takes messages a tenth of a second apart into `samples`; `frames` makes the i-th, which comes at `now`.
inline void sample(peek::Samples& samples, int count,
                   const std::function<std::vector<std::string>(int i, double now)>& frames)
{
    const std::chrono::steady_clock::time_point even(std::chrono::hours(1));
    const std::chrono::system_clock::time_point day(
        std::chrono::seconds(static_cast<std::int64_t>(first_arrival)));
    for (int i = 0; i < count; ++i) {
        const std::chrono::milliseconds passed(100 * i);
        auto message = message_of(frames(i, first_arrival + 0.1 * i));
        samples.add(message, {even + passed, day + passed});
    }
}

} // namespace zws::test
