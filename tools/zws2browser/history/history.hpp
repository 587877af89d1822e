// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "tools/zws2browser/history/folder.hpp"
#include "tools/zws2browser/history/history_options.hpp"
#include "tools/zws2browser/history/intake.hpp"
#include "tools/zws2browser/history/keeper.hpp"
#include "tools/zws2browser/history/store.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zws::browser::history {

/// The history that a server has: a store, and the folder where it is kept, if there is one.
class History {
public:
    /// Reads what the folder has; throws Error, which names it, where that cannot be.
    explicit History(const HistoryOptions& options);

    const Store& store() const { return store_; }

    /// Takes the points of a message; `topic` is empty for none, `arrived` is in Unix seconds. On the thread
    /// that ticks.
    void record(std::string_view payload, std::string_view topic, double arrived)
    {
        intake_.record(payload, topic, arrived);
    }

    /// To be called about once a second, on the thread that appends: forgets what is too old, and warns of
    /// points that could not be kept.
    void tick();

    /// How often it could not be saved, and how many bytes the folder has.
    std::uint64_t failures() const { return keeper_ ? keeper_->failures() : 0; }
    std::uint64_t size() const { return keeper_ ? keeper_->size() : 0; }

private:
    void warn(const StoreFigures& figures);

    Store store_;
    Intake intake_{store_};
    std::optional<Folder> folder_;
    std::optional<Keeper> keeper_;
    std::uint64_t refused_ = 0; ///< points that were warned of
    std::uint64_t unsaved_ = 0;
    RareWarning refused_warning_{std::chrono::minutes(1)};
    RareWarning unsaved_warning_{std::chrono::minutes(1)};
};

} // namespace zws::browser::history
