// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/chunk_list.hpp"
#include "tools/zws2browser/history/columns.hpp"
#include "tools/zws2browser/history/sealed_chunks.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace zws::browser::history {

struct Bounds {
    std::size_t memory = std::size_t{64} << 20U; ///< bytes
    std::size_t series = 10'000;
    double age = infinite; ///< seconds after which what arrived is forgotten
    double settling = 0;   ///< seconds in which points of a new series stay open, as it may be remapped
};

/// What a list of series says of one.
struct SeriesInfo {
    std::string name;
    double first_time; ///< Unix seconds
    double last_time;
    std::uint64_t count; ///< points
};

/// What a store has, and has done since the start.
struct StoreFigures {
    std::size_t series = 0;
    std::size_t memory = 0;        ///< bytes
    std::uint64_t appended = 0;    ///< points
    std::uint64_t refused = 0;     ///< points: of one series too many, or with a time that is not one
    SealedChunks::Dropped dropped; ///< for want of memory or by age
};

/// Points that arrived after each other and are not in a chunk yet: what a journal keeps.
struct OpenRun {
    std::uint32_t series;
    std::uint64_t first_number; ///< how many points of the series had arrived before
    std::vector<Point> points;  ///< in order of arrival
};

/// All numeric series, within bounds. append(), remap(), has(), count(), tick() and what is named restore are
/// for one thread, the rest for any. None of it waits for a disk, or for a query.
///
/// Points that arrive are *open*. From points_of_chunk of a series on, or where a clock is set back, or where
/// open points have half of the memory, they are *sealed*: they become a chunk. Over the bound of memory the
/// oldest chunks, by when they were sealed, lose their points, then their blocks, then all: points while they
/// have more than half of what open ones leave, blocks while they have more than a quarter of it. So the
/// distant past gets coarser before it is lost.
class Store {
public:
    /// With `keeps_unsaved`, series and chunks are to be saved.
    explicit Store(const Bounds& bounds, bool keeps_unsaved = false);

    /// Takes a point; any NaN is a gap. False, and counted, where it is of one series too many, or its time
    /// is not finite.
    bool append(std::string_view name, double time, double value);

    /// Moves all times t that this process has appended to a series to t * scale + offset, where they are
    /// still open: in its first seconds none is sealed but for want of memory.
    void remap(std::string_view name, double scale, double offset);

    bool has(std::string_view series) const { return series_.contains(series); }
    std::size_t count() const { return series_.size(); } ///< of series

    /// Once a second or so: forgets what is too old. `now` in Unix seconds.
    void tick(double now);

    std::vector<SeriesInfo> series() const; ///< in the order in which they came

    /// None if there is no such series.
    std::optional<SeriesView> view(const std::string& name) const;

    StoreFigures figures() const;

    /// Series, then chunks, then open points as a folder had them, in their order. A series has its number
    /// from there; where a name comes again, the last number is that of its open points. False where there is
    /// no such series.
    void restore_series(std::uint32_t number, const std::string& name);
    bool restore(std::shared_ptr<Chunk> chunk);
    bool restore(const OpenRun& run); ///< points that chunks have are passed over
    void end_restore();               ///< forgets series without points

    /// What is to be saved: series with their numbers, and chunks in the order in which they were sealed.
    std::vector<std::pair<std::uint32_t, std::string>> unsaved_names() const;
    std::vector<std::shared_ptr<Chunk>> unsaved_chunks() const;
    void saved_names(std::size_t count); ///< the first of unsaved_names()
    /// The first of unsaved_chunks(); its parts are in files now.
    void saved(const std::shared_ptr<Chunk>& chunk, Bytes points, Bytes blocks);

    /// Open points that journaled() was not told of, or all, series by series.
    std::vector<OpenRun> open_points(bool all) const;
    void journaled(const std::vector<OpenRun>& runs);
    std::size_t open_count() const;
    /// Whether points have changed that the journal has; asked once.
    bool take_journal_is_old() { return journal_is_old_.exchange(false); }

    /// Forgets chunks from the oldest on, up to and with `last`.
    void forget(const Chunk& last);

private:
    struct Series {
        std::uint32_t number;
        ChunkList chunks;
        std::vector<Point> open;      ///< in order of arrival
        double open_first = infinite; ///< times of them
        double open_last = -infinite;
        double started_at = 0;           ///< Unix seconds: when this process began with it
        std::uint64_t own_begin = 0;     ///< number of the first point that this process has appended
        double opened_at = 0;            ///< Unix seconds: when the first of them arrived
        std::uint64_t sealed_end = 0;    ///< number of the first open point
        std::uint64_t journaled_end = 0; ///< number of the first that the journal does not have

        std::uint64_t end() const { return sealed_end + open.size(); }
        bool is_empty() const { return chunks.empty() && open.empty(); }
    };
    /// A series that was forgotten and came back has another number; a folder may have chunks with both.
    struct Number {
        Series* series;
        std::uint64_t restored_end = 0; ///< number of the first point after those in restored chunks
    };
    struct NameHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
    };

    Series* find_or_add(std::string_view name);
    Series& add(const std::string& name, std::uint32_t number);
    Series* find(std::uint32_t number) const;
    void insert(Series& series, Point point);
    void push(Series& series, Point point);
    bool is_full(const Series& series) const;
    std::vector<std::shared_ptr<Chunk>> chunks_of(const Series& series) const;
    void seal(Series& series);
    void seal_largest();
    void seal_old();
    void shrink();
    void drop_oldest_chunk();
    void drop_empty_series();
    std::optional<OpenRun> open_run(std::uint32_t number, bool all) const;
    std::size_t memory() const;

    Bounds bounds_;
    bool keeps_unsaved_;
    double now_ = 0; ///< Unix seconds, of the last tick

    mutable std::mutex mutex_; ///< for all below; the thread that appends may read without it
    /// At most bounds_.series, by their names.
    std::unordered_map<std::string, std::unique_ptr<Series>, NameHash, std::equal_to<>> series_;
    std::unordered_map<std::uint32_t, Number> numbers_;
    std::uint32_t next_number_ = 0;
    SealedChunks sealed_; ///< memory() is bounded by shrink()
    std::vector<std::pair<std::uint32_t, std::string>> unsaved_names_;
    std::atomic<bool> journal_is_old_ = false;
    std::size_t open_bytes_ = 0;
    StoreFigures figures_;
};

} // namespace zws::browser::history
