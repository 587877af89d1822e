// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/append_file.hpp"
#include "tools/zws2browser/history/store.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace zws::browser::history {

/// Reads names of series with their numbers, which are not trusted, and returns how many bytes are whole:
/// each is u32 CRC-32C of what follows, u32 number, u32 size of the name, and the name.
std::size_t read_series_names(std::string_view bytes,
                              const std::function<void(std::uint32_t, const std::string&)>& take);

/// The file with the names of series.
class SeriesNames {
public:
    /// Opens `folder`/series.
    explicit SeriesNames(const std::filesystem::path& folder) : file_(folder / "series") {}

    /// Gives back to `store` what it has; cuts off a torn end, and warns of it.
    void load(Store& store);

    /// Takes in what is new in `store`. Throws Error.
    void save(Store& store);

    std::uint64_t size() const { return file_.size(); }

private:
    AppendFile file_;
};

} // namespace zws::browser::history
