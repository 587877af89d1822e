// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/recording.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace zws::rec {

/// What is in a recording.
struct Inventory {
    /// Chunks that are compressed in the same way.
    struct Chunks {
        std::uint64_t count = 0;
        std::uint64_t packed = 0;   ///< bytes of their records in the file
        std::uint64_t unpacked = 0; ///< and without the compression
    };

    struct Channel {
        mcap::ChannelRecord record;
        std::string schema; ///< its name; empty: none
        std::uint64_t messages = 0;
    };

    std::string name;
    std::uint64_t size = 0;
    mcap::HeaderRecord header;
    bool is_closed = false;
    bool is_indexed = false;
    std::string index_fault; ///< empty: none
    bool is_checked = false; ///< all was read: what is damaged is known
    std::uint64_t messages = 0;
    std::optional<std::pair<mcap::Time, mcap::Time>> times; ///< of the first and the last message
    std::map<std::string, Chunks> chunks;                   ///< by compression
    std::vector<Channel> channels;                          ///< by topic
    std::uint64_t attachments = 0;
    std::uint64_t metadata = 0;
    std::vector<mcap::Loss> losses; ///< the first of them, most_losses
    std::uint64_t lost_places = 0;
    std::uint64_t lost_bytes = 0;

    static constexpr std::size_t most_losses = 1000;
};

/// Finds out what is in a file: by what its index says, or with `all`, and where it has none, by reading all
/// of it. Throws Error where it cannot be read at all.
Inventory take_inventory(const std::string& path, bool all);

} // namespace zws::rec
