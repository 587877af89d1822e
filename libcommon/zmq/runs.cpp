// SPDX-License-Identifier: MIT
#include "libcommon/zmq/runs.hpp"

#include <algorithm>
#include <sys/stat.h>
#include <utility>

namespace zws {

namespace {

using Kind = Progress::Kind;

std::uint64_t mask(unsigned bits)
{
    return ~std::uint64_t{0} >> (64 - bits);
}

/// Messages between the two; many where `now` is not after `last`.
std::uint64_t missing(std::uint64_t last, std::uint64_t now, unsigned bits)
{
    return (now - last - 1) & mask(bits);
}

} // namespace

Progress compare(std::uint64_t last, std::uint64_t now, unsigned bits)
{
    const auto between = missing(last, now, bits);
    if (now == last)
        return {Kind::repeated};
    if (now < last && between > mask(bits) / 16)
        return {Kind::restarted};
    return between == 0 ? Progress{Kind::next} : Progress{Kind::gap, between};
}

Runs::Finding Runs::add(std::uint64_t number, int connection, unsigned bits)
{
    ++messages_;
    if (!runs_.empty()) {
        Run& latest = runs_.front();
        if (latest.connection.descriptor == connection && missing(latest.last, number, bits) == 0) {
            latest.last = number;
            latest.arrived = messages_;
            return {{Kind::next}};
        }
    }
    return seek(number, identified(connection), bits);
}

Runs::Connection Runs::identified(int descriptor)
{
    struct stat status {};
    if (descriptor < 0 || fstat(descriptor, &status) != 0)
        return {descriptor};
    return {descriptor, status.st_ino};
}

/// A connection of which nothing is known counts as open.
bool Runs::open(const Connection& connection)
{
    return connection.descriptor < 0 || identified(connection.descriptor).socket == connection.socket;
}

/// The last run of each connection is kept: the connection may be one that seldom sends.
void Runs::forget_old()
{
    for (auto run = runs_.begin(); run != runs_.end();) {
        const bool left = std::any_of(runs_.begin(), run, [&](const Run& later) {
            return later.connection.descriptor == run->connection.descriptor;
        });
        const bool old = messages_ - run->arrived > longest_memory;
        run = left && old ? runs_.erase(run) : run + 1;
    }
    if (runs_.size() > most_runs)
        runs_.resize(most_runs);
}

/// The runs of the connection; of a new one, those whose connections have ended.
std::vector<Runs::RunIterator> Runs::candidates(const Connection& connection)
{
    std::vector<RunIterator> own;
    std::vector<RunIterator> ended;
    for (auto run = runs_.begin(); run != runs_.end(); ++run) {
        if (run->connection.descriptor == connection.descriptor &&
            run->connection.socket == connection.socket)
            own.push_back(run);
        else if (!open(run->connection))
            ended.push_back(run);
    }
    return own.empty() ? ended : own;
}

/// Of several runs, a number belongs to the one after whose last number the fewest are missing.
Runs::Finding Runs::seek(std::uint64_t number, const Connection& connection, unsigned bits)
{
    forget_old();
    const auto all = candidates(connection);
    if (all.empty()) {
        begin(number, connection, {Kind::next}, number);
        return {{Kind::next}};
    }
    const auto latest = all.front();
    auto nearest = *std::min_element(all.begin(), all.end(), [&](RunIterator a, RunIterator b) {
        return missing(a->last, number, bits) < missing(b->last, number, bits);
    });
    if (latest->last == number && missing(nearest->last, number, bits) > 0)
        nearest = latest;
    Finding finding{compare(nearest->last, number, bits), nearest->last,
                    nearest->connection.socket != connection.socket};
    if (finding.progress.kind == Kind::gap || finding.progress.kind == Kind::restarted) {
        nearest->connection = connection;
        begin(number, connection, finding.progress, nearest->last);
        return finding;
    }
    if (finding.progress.kind == Kind::next && nearest != latest) {
        retract_those_after(nearest->last, finding);
        finding.interleaved = !std::exchange(interleaved_, true);
    }
    go_on(nearest, number, connection);
    return finding;
}

/// A run that goes on after `number` tells that what else came after it does not continue it.
void Runs::retract_those_after(std::uint64_t number, Finding& finding)
{
    for (auto& run : runs_) {
        if (run.after != number)
            continue;
        const Progress begun = std::exchange(run.begun, Progress{Kind::next});
        finding.retracted.gaps += begun.kind == Kind::gap ? 1 : 0;
        finding.retracted.restarts += begun.kind == Kind::restarted ? 1 : 0;
        finding.retracted.lost += begun.lost;
    }
}

void Runs::go_on(RunIterator run, std::uint64_t number, const Connection& connection)
{
    run->last = number;
    run->connection = connection;
    run->arrived = messages_;
    std::rotate(runs_.begin(), run, run + 1);
}

void Runs::begin(std::uint64_t number, const Connection& connection, Progress begun, std::uint64_t after)
{
    runs_.insert(runs_.begin(), Run{connection, number, messages_, begun, after});
}

} // namespace zws
