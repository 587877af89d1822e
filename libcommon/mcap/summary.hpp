// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/contents.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace zws::mcap {

/// What the summary of a file tells of it.
struct FileSummary {
    Contents contents;
    /// Where chunks and the message indexes that belong to them begin and end; they do not overlap, and are
    /// sorted.
    std::vector<std::pair<std::uint64_t, std::uint64_t>> chunks;
};

/// The footer, if the file ends with one.
std::optional<FooterRecord> find_footer(FileWindow& file);

/// Reads the summary of a file that has one. None where it cannot be right: then `why` says what is wrong
/// with it.
std::optional<FileSummary> read_summary(FileWindow& file, const FooterRecord& footer, std::string& why);

} // namespace zws::mcap
