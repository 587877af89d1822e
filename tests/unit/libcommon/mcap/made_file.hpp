// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/recording.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zws::mcap {

/// Bytes of a file as a test wants them, right or wrong.
class MadeFile {
public:
    /// With its magic and its header.
    MadeFile();

    std::string bytes;

    template <class Record>
    MadeFile& add(const Record& record)
    {
        append(bytes, record);
        return *this;
    }

    /// A chunk with these messages, and the channels 1 ("a") and 2 ("b") before them if it shall have them.
    MadeFile& chunk(const std::vector<MessageRecord>& messages, const std::string& compression = "",
                    bool channels = true);

    /// A chunk that holds these records.
    MadeFile& chunk_of(const std::string& records, Time start, Time end, const std::string& compression = "");

    /// The end of the file: with an index of its chunks, or without.
    MadeFile& close(bool index = true);

private:
    std::vector<ChunkIndexRecord> chunks_;
};

ChannelRecord channel_a();
ChannelRecord channel_b();

/// A message of channel 1 or 2, whose data tells its time.
MessageRecord message_at(Time time, ChannelId channel = 1);

/// A file in memory.
FileWindow window_of(std::string_view bytes);

} // namespace zws::mcap
