// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/append_file.hpp"
#include "tools/zws2browser/history/store.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace zws::browser::history {

/// Reads what a journal has, which is not trusted, and returns how many bytes of it are whole.
///
/// A run of points is u32 CRC-32C of what follows, u32 number of the series, u64 number of the first point in
/// its series, u32 count, u32 zero, then for each point f64 time and f64 value.
std::size_t read_journal(std::string_view bytes, const std::function<void(const OpenRun&)>& take);

/// The file with the points that are in no chunk yet.
class Journal {
public:
    /// Opens `folder`/journal. Where it has at least `least_to_rewrite` bytes, and twice what is open, it is
    /// to be written anew.
    Journal(const std::filesystem::path& folder, std::uint64_t least_to_rewrite);

    /// Gives back to `store` what it has; cuts off a torn end, and warns of it.
    void load(Store& store);

    /// Takes in what is new in `store`. Throws Error, as the next.
    void save(Store& store);

    bool is_long(const Store& store) const;

    /// Begins anew with what is open. `save_chunks` has to save all that is sealed by then: the old journal,
    /// which has its points, goes after that.
    void rewrite(Store& store, const std::function<void()>& save_chunks);

    std::uint64_t size() const { return file_.size(); }

private:
    std::filesystem::path folder_;
    AppendFile file_;
    std::uint64_t least_to_rewrite_;
};

} // namespace zws::browser::history
