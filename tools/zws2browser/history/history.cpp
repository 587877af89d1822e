// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/history.hpp"

#include <csignal>
#include <utility>

namespace zws::browser::history {

namespace {

double seconds(const std::optional<std::chrono::nanoseconds>& age)
{
    return age ? std::chrono::duration<double>(*age).count() : infinite;
}

Bounds bounds_of(const HistoryOptions& options)
{
    Bounds bounds;
    bounds.memory = options.memory;
    bounds.age = seconds(options.age);
    bounds.settling = 5; // clocks of series need two seconds at least
    return bounds;
}

} // namespace

History::History(const HistoryOptions& options) : store_(bounds_of(options), !options.folder.empty())
{
    tick();
    if (options.folder.empty())
        return;
    std::signal(SIGXFSZ, SIG_IGN); // a limit of the size of files (RLIMIT_FSIZE) fails as a full disk does
    folder_.emplace(options.folder, FolderBounds{options.size, seconds(options.age)});
    folder_->load(store_);
    keeper_.emplace(store_, *folder_);
}

void History::tick()
{
    const std::chrono::duration<double> now = std::chrono::system_clock::now().time_since_epoch();
    store_.tick(now.count());
    warn(store_.figures());
}

void History::warn(const StoreFigures& figures)
{
    if (figures.refused > std::exchange(refused_, figures.refused))
        refused_warning_.tell(
            "history: so far ", figures.refused,
            " points are left out: of one series too many, of too long a name, or of no time");
    const auto unsaved = figures.dropped.unsaved_points;
    if (unsaved > std::exchange(unsaved_, unsaved))
        unsaved_warning_.tell("history: so far ", unsaved,
                              " points are lost, as they could not be saved and --history-memory is full");
}

} // namespace zws::browser::history
