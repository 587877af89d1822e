// SPDX-License-Identifier: MIT
#include "tools/zpeek/recognising/steps.hpp"

#include "libcommon/zmq/runs.hpp"

#include <algorithm>

namespace zws::peek {

namespace {

constexpr std::uint64_t fewest_steps = 2;    // steps
constexpr std::uint64_t largest_step = 1000; // messages of other topics between

void count(Steps& steps, const Runs::Finding& finding)
{
    using Step = Progress::Kind;
    ++steps.count;
    const auto kind = finding.progress.kind;
    if (kind == Step::next)
        ++steps.next;
    else if (kind == Step::gap)
        ++steps.gaps;
    else
        ++steps.others;
    if (kind == Step::next || kind == Step::gap)
        steps.greatest = std::max(steps.greatest, finding.progress.lost + 1);
    steps.lost += finding.progress.lost;
    steps.lost -= finding.retracted.lost;
    steps.gaps -= finding.retracted.gaps;
    steps.others -= finding.retracted.restarts;
}

} // namespace

Steps steps_of(const std::vector<Numbered>& numbers, unsigned bits)
{
    Steps steps;
    Runs runs;
    bool first = true;
    for (const auto& [number, connection] : numbers) {
        const auto finding = runs.add(number, connection, bits);
        if (!first)
            count(steps, finding);
        first = false;
    }
    return steps;
}

bool are_sequence(const Steps& steps)
{
    return steps.count >= fewest_steps && 10 * steps.next >= 6 * steps.count &&
           10 * steps.others <= steps.count && steps.greatest <= largest_step * largest_step;
}

bool are_growing(const Steps& steps)
{
    return steps.count >= 2 * fewest_steps && steps.others == 0 && steps.greatest <= largest_step;
}

} // namespace zws::peek
